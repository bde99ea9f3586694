//! Keys as programs write them, and what is refused; logins; what each change needs.
//!
//! The keys were made for this test, and their fingerprints taken from `ssh-keygen -l`.

use super::*;

const ED: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBjLEAhMkFt2ZgJ0flgqt2rsxQvqg7LUoMsVhOvBq26C";
const P256: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBLd8Kg2Y0qydhUsfv5Fgm6yEuRcwHObtLN1AVHQiagFyoAIG9YDrdKrtulDB2yqYtsbAsmkJGxB8TjORhPuN+7g=";
const P521: &str = "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAC3XXp8ngnK2vceo+LGK9Rb4aO/bxJu+5k57b81FV4m8Fy5zUqiITfGG2wUQqgzKOMtgMzHdedrMTn3eNGzkbORwQEfUkxvhvY4gQrA9fatB5SS6+/Ah6qVZYmbsLGqqdLuJeP1Fy2JtxwzDcxvNsFSsXgBN5OEFvmgRnEjRLN9t5I1yg==";
const RSA_2048: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDpBbR1PuxtJjQqrY5hrJt/SrsZCcdEI2iF/SkXKQRlbaWr4c/OGpfe19yg82qcFAmpdi1v+tTQG1Ch/9TC4VkF0IgWPPPZ959b9lCTH0iohNZeH9h7Gk8x93WTm8owkMYu/RxD7fUUAlJVa/MtirLA86RM3ZmT1KTRLrFmQiQFNRE1E2oy5JtWJPBaYi7KLutlWFDBcqnR2AgTHfDOn8IOQ8Ay89jRs2bYnpVdHYb4bTFNKpNAKyU63mTHkcesCvctkK3xl4q9DiP7TSN4OI+hWX/85vNU5trUzRAb1yBPBKbz311pg09dvIk3Vokg5vH/C18Bs5C1++DIB+anMmAv";
const RSA_1024: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDZdVyGfNipPahryq6jCSOIoZi5TL9jIGsMUxK4PQDnwf99pksrJkp3u4wxzfAGbWmBuDATW7ROWjOzmc2TDZ33MFp4gi4apYkB/ev/2Q9rJSQz6drPRSx6lUU5z2NuvjwnCUMmDAk/1g1YuD7FwIbOkJLteO/6xdi1sulvq9Y8ZQ==";

fn refused(text: &str) -> KeyFault {
    match keys(text) {
        Err(Error::KeyRefused(fault)) => fault,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn keys_of_each_type_are_read_with_their_fingerprints() {
    for (key, print) in [
        (ED, "SHA256:TS7uonQxIAz0OLwNfcnv3tsYXECkAJSFfE1dbPBu/AM"),
        (P256, "SHA256:u4xkqgJef5Qoe8FbR2QalO4DUsSVuytcvkPO8UuXc50"),
        (P521, "SHA256:sYZ1cB8VX+PQGKokwW8tjzNqfTk48iZvR8K5iFQOTA0"),
        (RSA_2048, "SHA256:wPDKT0aynzB6qjDoG/htfe/iL81AfPWzV4f4DhF/pPY"),
    ] {
        let read = PersonKey::parse(&format!("{key} máy\u{1b} phòng 2 ")).unwrap();
        assert_eq!((read.public_key.as_str(), read.note.as_deref()), (key, Some("máy phòng 2")));
        assert_eq!(read.fingerprint(), print);
        // What sshd hands over, and what is kept, are read again as they are.
        let base64 = key.split(' ').nth(1).unwrap();
        assert_eq!(PersonKey::parse(base64).unwrap().line(), key);
        assert_eq!(PersonKey::parse(base64.trim_end_matches('=')).unwrap().public_key, key);
    }
}

#[test]
fn a_text_holds_keys_of_both_forms_and_each_once() {
    let base64 = ED.split(' ').nth(1).unwrap();
    let (first, second) = base64.split_at(40);
    let framed = format!(
        "---- BEGIN SSH2 PUBLIC KEY ----\r\nSubject: an\r\nComment: \"ed25519 an, \\\r\n2020\"\r\n{first}\r\n{second}\r\n\
         ---- END SSH2 PUBLIC KEY ----\r\n"
    );
    let read = keys(&framed).unwrap();
    assert_eq!(read.iter().map(|key| key.public_key.as_str()).collect::<Vec<_>>(), [ED]);
    assert!(read[0].note.as_deref().is_some_and(|note| note.starts_with("ed25519 an")), "{read:?}");
    let text = format!("# của An\n{RSA_2048} nhà\n\n{framed}{P256}\n{ED} lần nữa\n");
    let found: Vec<_> = keys(&text).unwrap().into_iter().map(|key| key.public_key).collect();
    assert_eq!(found, [P256, ED, RSA_2048]);
    assert_eq!(keys("\n # chỉ có ghi chú\n").unwrap(), []);
}

#[test]
fn what_is_no_key_is_refused_with_the_reason() {
    let cut = ED.strip_suffix("q26C").unwrap();
    let base64 = |key: &str| key.split(' ').nth(1).unwrap().to_owned();
    let security_key = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t";
    for (text, fault) in [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", KeyFault::Private),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none", KeyFault::Private),
        (&format!("restrict {ED}"), KeyFault::Options),
        (&format!("command=\"sh -c x\",from=\"*@y\" {ED} an"), KeyFault::Options),
        (&format!("restrict {}", base64(ED)), KeyFault::Options),
        ("ssh-dss AAAAB3NzaC1kc3M=", KeyFault::Kind),
        (security_key, KeyFault::Kind),
        (RSA_1024, KeyFault::Weak(1024)),
        (cut, KeyFault::Broken),
        (&format!("ssh-rsa {}", base64(ED)), KeyFault::Broken),
        (&format!("{ED}AAAA"), KeyFault::Broken),
        ("ssh-ed25519", KeyFault::Broken),
        ("Nguyễn Văn An", KeyFault::Broken),
        (&format!("---- BEGIN SSH2 PUBLIC KEY ----\n{}\n", base64(ED)), KeyFault::Broken),
        (&format!("{ED}\nrác"), KeyFault::Broken),
        (&format!("{ED} an@pc{RSA_2048} an"), KeyFault::Broken),
    ] {
        assert_eq!(refused(text), fault, "{text}");
    }
}

/// Lengths inside a key that lie are no reason to read past its end.
#[test]
fn every_cut_and_every_changed_byte_is_read_or_refused() {
    let blob = decoded(RSA_2048.trim_start_matches("ssh-rsa ")).unwrap();
    for at in 0..blob.len().min(40) {
        assert!(kind(&blob[..at]).is_err());
        for byte in [0, 1, 0x7f, 0xff] {
            let mut changed = blob.clone();
            changed[at] = byte;
            let _ = PersonKey::parse(&encoded(&changed, true));
        }
    }
}

#[test]
fn base64_goes_both_ways() {
    for (bytes, base64) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
        assert_eq!(encoded(bytes.as_bytes(), true), base64);
        assert_eq!(decoded(base64).unwrap(), bytes.as_bytes());
    }
    for none in ["Z", "Zg===", "Zm9v!", "Zm 9v"] {
        assert_eq!(decoded(none), None, "{none}");
    }
}

#[test]
fn a_login_is_short_plain_and_begins_with_a_letter() {
    let longest = format!("a{}", "b".repeat(31));
    for login in ["a", "nvan", "nv.an-2_x", longest.as_str()] {
        assert!(is_login(login), "{login}");
    }
    let too_long = format!("{longest}b");
    for login in
        ["", "An", "2an", "-an", ".an", "_an", "an b", "ăn", "an\n", "an\"", "an'", "an;id", &too_long]
    {
        assert!(!is_login(login), "{login}");
    }
}
