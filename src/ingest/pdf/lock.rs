use super::cipher::{Id, Key, Method, Terms};
use super::file::{Dict, File, Object};

/// Whether a file's words can be read, and with what.
#[derive(Default)]
pub(super) enum Lock {
    #[default]
    None,
    /// Encrypted with the empty password: the key, how streams and how strings are.
    Open(Key, Method, Method),
    /// Encrypted with a password, or in a way that is not known.
    Shut,
}

impl Lock {
    /// The lock that `file` says it has.
    pub(super) fn of(file: &File<'_>) -> Lock {
        let Some(said) = file.trailer().get(b"Encrypt".as_slice()) else { return Lock::None };
        let opened = file.follow(said).dict().and_then(|dict| opened(file, dict));
        opened.unwrap_or(Lock::Shut)
    }

    /// `data` of a stream of the object called `id`, decrypted.
    pub(super) fn stream(&self, data: &[u8], id: Id) -> Vec<u8> {
        match self {
            Lock::Open(key, method, _) => key.open(data, id, *method),
            Lock::None | Lock::Shut => data.to_vec(),
        }
    }

    /// Decrypts the strings in `object`, which is called `id`.
    pub(super) fn strings(&self, object: &mut Object, id: Id) {
        let Lock::Open(key, _, method) = self else { return };
        match object {
            Object::Text(text) => *text = key.open(text, id, *method),
            Object::Array(items) => items.iter_mut().for_each(|item| self.strings(item, id)),
            Object::Dict(dict) | Object::Stream(dict, _) => {
                dict.values_mut().for_each(|value| self.strings(value, id));
            }
            Object::Null | Object::Number(_) | Object::Name(_) | Object::Ref(_) => {}
        }
    }
}

/// The lock that `dict` describes, if the empty password opens it.
fn opened(file: &File<'_>, dict: &Dict) -> Option<Lock> {
    let number = |key: &[u8]| file.get(dict, key).and_then(Object::number);
    let text = |key: &[u8]| match file.get(dict, key) {
        Some(Object::Text(text)) => text.clone(),
        _ => Vec::new(),
    };
    let version = number(b"V").unwrap_or(0.0) as u32;
    let id = file.get(file.trailer(), b"ID").and_then(Object::array).and_then(<[_]>::first);
    let n_key = match version {
        1 => 5,
        4 => 16,
        _ => number(b"Length").unwrap_or(40.0) as usize / 8,
    };
    let terms = Terms {
        revision: number(b"R")? as u32,
        n_key,
        owner: text(b"O"),
        user: text(b"U"),
        user_key: text(b"UE"),
        // Written with or without its sign.
        permissions: number(b"P").unwrap_or(0.0) as i64 as u32,
        id: match id.map(|id| file.follow(id)) {
            Some(Object::Text(id)) => id.clone(),
            _ => Vec::new(),
        },
    };
    let method = |key: &[u8]| method(file, dict, version, key);
    Some(Lock::Open(Key::of(&terms)?, method(b"StmF")?, method(b"StrF")?))
}

/// How the filter that `dict` names under `key` encrypts; before version 4 there is only
/// one way.
fn method(file: &File<'_>, dict: &Dict, version: u32, key: &[u8]) -> Option<Method> {
    if version < 4 {
        return Some(Method::Rc4);
    }
    let name = file.get(dict, key).and_then(Object::name).unwrap_or(b"Identity");
    if name == b"Identity" {
        return Some(Method::Plain);
    }
    let filter = file.get(file.get(dict, b"CF")?.dict()?, name)?.dict()?;
    match file.get(filter, b"CFM").and_then(Object::name)? {
        b"None" => Some(Method::Plain),
        b"V2" => Some(Method::Rc4),
        b"AESV2" => Some(Method::Aes128),
        b"AESV3" => Some(Method::Aes256),
        _ => None,
    }
}
