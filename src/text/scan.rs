//! Bytes looked for many at a time.

/// How many bytes are looked at before it is asked whether one was among them.
const CHUNK: usize = 32;

/// The place of the first byte of `bytes` that is one of `wanted`.
#[inline]
pub fn find<const N: usize>(bytes: &[u8], wanted: [u8; N]) -> Option<usize> {
    first(bytes, |byte| wanted.iter().fold(0, |any, one| any | u8::from(byte == *one)))
}

/// The place of the first byte that `is` makes 1, all others 0, best without a branch: that
/// is what can be made wide.
///
/// The compiler makes comparisons of sixteen bytes of it, which any processor has. `memchr`
/// has wider ones, but who calls it first waits until it has asked the processor which; in a
/// virtual machine that takes half a millisecond, a tenth of the time to the first screen.
#[inline]
pub fn first(bytes: &[u8], is: impl Fn(u8) -> u8) -> Option<usize> {
    let any = |chunk: &[u8; CHUNK]| chunk.iter().fold(0, |any, byte| any | is(*byte)) > 0;
    let (chunks, _) = bytes.as_chunks();
    let at = chunks.iter().position(any).unwrap_or(chunks.len()) * CHUNK;
    bytes.get(at..)?.iter().position(|byte| is(*byte) > 0).map(|near| at + near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            let mut bytes = vec![b'.'; length];
            assert_eq!(find(&bytes, [b'?', b'"']), None);
            for at in (0..length).rev() {
                bytes[at] = b'"';
                assert_eq!(find(&bytes, [b'?', b'"']), Some(at), "{at} of {length}");
            }
        }
    }
}
