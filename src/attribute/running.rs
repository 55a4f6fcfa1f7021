//! A quotation that runs on over paragraphs is one person's: each paragraph opens anew and
//! only the last is closed (Chicago Manual of Style, 13.32). Who speaks may be told only
//! beside the last.

use super::read::Statement;
use super::scene::Scene;
use crate::model::{QuoteKind, Reason};

/// Gives paragraphs of a running quotation that nobody is named for to whoever is named
/// beside the one that goes on with it.
pub(super) fn tell(scene: &Scene, statements: &mut [Statement]) {
    for at in (0..statements.len()).rev() {
        let (before, behind) = statements.split_at_mut(at + 1);
        let Some(first) = before.last_mut().filter(|s| is_open(s)) else { continue };
        let next = behind.iter().find(|s| s.kind == QuoteKind::Direct);
        let goes_on = |s: &&Statement| {
            let opens = scene.paras[s.para].span.start;
            s.para == first.para + 1 && s.span.start == opens && s.mention.is_some()
        };
        let Some(next) = next.filter(goes_on) else { continue };
        first.mention = next.mention;
        first.named_at = next.named_at;
        first.person = next.person;
        first.described = next.described;
        first.reason = Reason::Carried;
        first.cue = next.cue;
        first.confidence = next.confidence;
        first.rivals = None;
    }
}

/// Whether a passage of nobody known goes on in the next paragraph.
fn is_open(s: &Statement) -> bool {
    s.kind == QuoteKind::Direct && s.open && s.mention.is_none() && s.person.is_none()
}
