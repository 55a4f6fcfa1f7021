//! Who is who: names, titles, aliases, offices, and the gender of pronouns.
