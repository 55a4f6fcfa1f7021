//! The standard ways to encrypt a PDF (ISO 32000-2, 7.6), with the empty password that
//! every viewer tries first: such a file only asks not to be changed or printed.

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockDecryptMut, BlockEncryptMut, KeyIvInit};
use aes::{Aes128, Aes256};
use md5::Md5;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// What fills up a password to 32 bytes, and so the whole of the empty one.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// Rounds after which the hash of revision 6 ends for certain, save by malice.
const ROUNDS: usize = 1 << 12;

/// What a file says of its encryption, in the specification's order.
#[derive(Default)]
pub(super) struct Terms {
    /// From 2 to 6.
    pub(super) revision: u32,
    /// Bytes of the key.
    pub(super) n_key: usize,
    pub(super) owner: Vec<u8>,
    pub(super) user: Vec<u8>,
    /// The key encrypted for the user, from revision 5 on.
    pub(super) user_key: Vec<u8>,
    pub(super) permissions: u32,
    /// The file's own name for itself.
    pub(super) id: Vec<u8>,
}

/// How streams, or strings, are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Plain,
    Rc4,
    Aes128,
    Aes256,
}

/// An object's number and generation.
pub(super) type Id = (u32, u16);

/// The file's key.
pub(super) struct Key(Vec<u8>);

impl Key {
    /// The key the empty password gives; `None` when it is not the password.
    pub(super) fn of(terms: &Terms) -> Option<Key> {
        match terms.revision {
            2..=4 => {
                // Whether the metadata is encrypted goes into the key; the password's own
                // check tells which it was.
                let keys = [true, false].map(|metadata| old_key(terms, metadata));
                keys.into_iter().find(|key| is_right(key, terms)).map(Key)
            }
            5 | 6 => {
                let part = |range| terms.user.get(range);
                let is_right = hash(part(32..40)?, terms.revision) == part(0..32)?;
                let key = hash(part(40..48)?, terms.revision);
                let mut file_key = terms.user_key.get(..32)?.to_vec();
                aes::<Aes256>(&key, &[0; 16], &mut file_key)?;
                is_right.then_some(Key(file_key))
            }
            _ => None,
        }
    }

    /// `data` of the object called `id` as it was before.
    pub(super) fn open(&self, data: &[u8], id: Id, method: Method) -> Vec<u8> {
        let opened = match method {
            Method::Plain => Some(data.to_vec()),
            Method::Rc4 => Some(rc4(&self.object_key(id, b""), data)),
            Method::Aes128 => blocks::<Aes128>(&self.object_key(id, b"sAlT"), data),
            Method::Aes256 => blocks::<Aes256>(&self.0, data),
        };
        opened.unwrap_or_default()
    }

    fn object_key(&self, (number, generation): Id, salt: &[u8]) -> Vec<u8> {
        let (number, generation) = (number.to_le_bytes(), generation.to_le_bytes());
        let mut key = Md5::new()
            .chain_update(&self.0)
            .chain_update(number.get(..3).unwrap_or_default())
            .chain_update(generation)
            .chain_update(salt)
            .finalize()
            .to_vec();
        key.truncate(self.0.len() + 5);
        key
    }
}

/// The key of revisions 2 to 4.
fn old_key(terms: &Terms, metadata: bool) -> Vec<u8> {
    let mut digest = Md5::new()
        .chain_update(PADDING)
        .chain_update(terms.owner.get(..32).unwrap_or_default())
        .chain_update(terms.permissions.to_le_bytes())
        .chain_update(&terms.id);
    if terms.revision == 4 && !metadata {
        digest.update([0xff; 4]);
    }
    let mut key = digest.finalize().to_vec();
    let n = terms.n_key.clamp(5, 16);
    if terms.revision > 2 {
        for _ in 0..50 {
            key = Md5::digest(key.get(..n).unwrap_or_default()).to_vec();
        }
    }
    key.truncate(n);
    key
}

/// Whether the empty password, known by its `key`, is the user's.
fn is_right(key: &[u8], terms: &Terms) -> bool {
    if terms.revision == 2 {
        return rc4(key, &PADDING) == terms.user;
    }
    let mut check = Md5::new().chain_update(PADDING).chain_update(&terms.id).finalize().to_vec();
    for round in 0..20 {
        let turned: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        check = rc4(&turned, &check);
    }
    terms.user.starts_with(&check)
}

/// The hash of the empty password with `salt` in revisions 5 and 6.
fn hash(salt: &[u8], revision: u32) -> Vec<u8> {
    let mut hash = Sha256::digest(salt).to_vec();
    if revision == 5 {
        return hash;
    }
    for round in 1..ROUNDS {
        let mut mixed = hash.repeat(64);
        let (key, start) = (hash.get(..16), hash.get(16..32));
        let (Some(key), Some(start)) = (key, start) else { break };
        let Ok(cipher) = cbc::Encryptor::<Aes128>::new_from_slices(key, start) else { break };
        let n = mixed.len();
        let Ok(mixed) = cipher.encrypt_padded_mut::<NoPadding>(&mut mixed, n) else { break };
        hash = match mixed.iter().take(16).map(|byte| usize::from(*byte)).sum::<usize>() % 3 {
            0 => Sha256::digest(mixed).to_vec(),
            1 => Sha384::digest(mixed).to_vec(),
            _ => Sha512::digest(mixed).to_vec(),
        };
        let last = mixed.last().map_or(0, |byte| usize::from(*byte));
        if round >= 64 && last + 32 <= round {
            break;
        }
    }
    hash.truncate(32);
    hash
}

/// AES in chained blocks whose first is the start value; the padding is taken off.
fn blocks<C>(key: &[u8], data: &[u8]) -> Option<Vec<u8>>
where
    C: aes::cipher::BlockCipher + aes::cipher::BlockDecryptMut + aes::cipher::KeyInit,
{
    let (start, data) = data.split_at_checked(16)?;
    let whole = data.len() - data.len() % 16;
    let mut opened = data.get(..whole)?.to_vec();
    aes::<C>(key, start, &mut opened)?;
    let n_padding = opened.last().map_or(0, |byte| usize::from(*byte));
    if n_padding <= 16 {
        opened.truncate(opened.len() - n_padding);
    }
    Some(opened)
}

/// Decrypts `data`, whole blocks, where it stands.
fn aes<C>(key: &[u8], start: &[u8], data: &mut [u8]) -> Option<()>
where
    C: aes::cipher::BlockCipher + aes::cipher::BlockDecryptMut + aes::cipher::KeyInit,
{
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, start).ok()?;
    cipher.decrypt_padded_mut::<NoPadding>(data).ok().map(|_| ())
}

/// RC4, which encrypts and decrypts alike. The crate for it fixes the key's length when
/// it is compiled; here the file says it.
fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let mut other = 0u8;
    for (at, byte) in (0..256).zip(key.iter().cycle()) {
        other = other.wrapping_add(state[at]).wrapping_add(*byte);
        state.swap(at, usize::from(other));
    }
    let (mut at, mut other) = (0u8, 0u8);
    let step = |byte: &u8| {
        at = at.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(at)]);
        state.swap(usize::from(at), usize::from(other));
        let sum = state[usize::from(at)].wrapping_add(state[usize::from(other)]);
        byte ^ state[usize::from(sum)]
    };
    data.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_turns_words_there_and_back() {
        let secret = rc4(b"Key", b"Plaintext");
        assert_eq!(secret, [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
        assert_eq!(rc4(b"Key", &secret), b"Plaintext");
    }

    #[test]
    fn what_is_too_short_gives_no_key_and_no_words() {
        for revision in 0..8 {
            assert!(Key::of(&Terms { revision, ..Terms::default() }).is_none());
        }
        assert!(Key(vec![0; 32]).open(b"short", (1, 0), Method::Aes256).is_empty());
    }
}
