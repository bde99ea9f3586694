//! Lines that are right: every option, every command, both places of the global options.

use clap::Command;

use super::*;

fn line(words: &[&str]) -> Vec<OsString> {
    std::iter::once("dondoc").chain(words.iter().copied()).map(OsString::from).collect()
}

fn read(words: &[&str]) -> (Globals, Option<Request>) {
    parse(Lang::Vi, &line(words)).unwrap_or_else(|error| panic!("{words:?}: {error}"))
}

#[test]
fn the_grammar_is_sound_in_both_languages() {
    grammar(Lang::Vi).debug_assert();
    grammar(Lang::En).debug_assert();
}

/// The words of every command, of those below another too; none for the program itself.
fn commands(of: &Command, words: &[String]) -> Vec<(Vec<String>, Command)> {
    let below = of.get_subcommands().flat_map(|inner| {
        let words: Vec<String> = words.iter().cloned().chain([inner.get_name().to_owned()]).collect();
        commands(inner, &words)
    });
    std::iter::once((words.to_vec(), of.clone())).chain(below).collect()
}

#[test]
fn help_fits_eighty_cells_and_is_of_one_language() {
    for lang in [Lang::Vi, Lang::En] {
        for (mut words, _) in commands(&grammar(lang), &[]) {
            if let ["staff", "key", ..] = words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                words.insert(2, "an".into());
            }
            let typed: Vec<&str> = words.iter().map(String::as_str).chain(["--help"]).collect();
            let help = parse(lang, &line(&typed)).expect_err("help").to_string();
            for line in help.lines() {
                assert!(text::width(line) <= 80, "{words:?}: {line}");
            }
            let english = ["Usage", "Options", "Commands", "Arguments", "[default", "[possible"];
            let found = english.iter().any(|word| help.contains(word));
            assert_eq!(found, lang == Lang::En, "{help}");
        }
    }
}

#[test]
fn every_command_and_argument_has_its_words() {
    for lang in [Lang::Vi, Lang::En] {
        for (words, command) in commands(&grammar(lang), &[]) {
            assert!(command.get_about().is_some_and(|about| !about.to_string().is_empty()), "{words:?}");
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some_and(|help| !help.to_string().is_empty()), "{words:?} {arg:?}");
                let is_named = lang.help_value(arg.get_id().as_str()).is_some();
                assert_eq!(arg.get_action().takes_values(), is_named, "{words:?} {arg:?}");
            }
        }
    }
}

#[test]
fn every_command_is_a_request_of_its_own() {
    for inner in grammar(Lang::Vi).get_subcommands() {
        let needs: Vec<_> = inner.get_positionals().filter(|a| a.is_required_set()).collect();
        let known = needs.iter().map(|a| a.get_possible_values().first().map(|v| v.get_name().to_owned()));
        let needs: Vec<String> = known.map(|value| value.unwrap_or("x".into())).collect();
        let more: &[&str] = match inner.get_name() {
            "extend" => &["--to", "x", "--doc", "x"],
            "assign" => &["--follower", "x"],
            "remind" => &["x"],
            "staff" => &["list"],
            _ => &[],
        };
        let needs = needs.iter().map(String::as_str).chain(more.iter().copied());
        let words: Vec<&str> = std::iter::once(inner.get_name()).chain(needs).collect();
        assert!(read(&words).1.is_some(), "{words:?}");
    }
    assert_eq!(read(&[]).1, None);
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    let at = NaiveDate::from_ymd_opt(2020, 12, 21).unwrap().and_hms_opt(8, 0, 0);
    let all = Globals { db: Some("x.db".into()), lang: Some(Lang::En), at, ascii: true, read_only: true };
    let options = ["--db", "x.db", "--lang", "en", "--at", "2020-12-21T08:00", "--ascii", "--read-only"];
    let before: Vec<&str> = options.into_iter().chain(["today"]).collect();
    let after: Vec<&str> = ["today"].into_iter().chain(options).collect();
    assert_eq!(read(&before).0, all);
    assert_eq!(read(&after).0, all);
    assert_eq!(read(&options).0, all);
    assert_eq!(read(&["--db", "a", "today", "--db", "b"]).0.db, Some("b".into()));
    assert_eq!(read(&["--db", "a", "--db", "b"]).0.db, Some("b".into()));
}

#[test]
fn the_language_is_found_in_a_wrong_line_too() {
    let cases: [(&[&str], Option<Lang>); 8] = [
        (&["--lang", "en", "nothing"], Some(Lang::En)),
        (&["nothing", "--lang=en"], Some(Lang::En)),
        (&["--lang", "vi", "--lang", "en"], Some(Lang::En)),
        (&["--lang", "en", "--lang", "xx"], Some(Lang::En)),
        (&["--language", "en"], None),
        (&["--lang"], None),
        (&["import", "--", "--lang", "en"], None),
        (&[], None),
    ];
    for (words, lang) in cases {
        assert_eq!(stated_lang(&line(words)), lang, "{words:?}");
    }
}

#[test]
fn list_filters() {
    let words = [
        "list",
        "--overdue",
        "--due-within",
        "7",
        "--unit",
        "Sở Nội vụ",
        "--person",
        "an",
        "--status",
        "done-late",
        "--text",
        "cải cách",
        "--since",
        "1/12/2020",
        "--limit",
        "5",
    ];
    let expected = TaskFilter {
        overdue: true,
        due_within: Some(7),
        unit: Some("Sở Nội vụ".into()),
        person: Some("an".into()),
        status: Some(Standing::DoneLate),
        text: Some("cải cách".into()),
        since: NaiveDate::from_ymd_opt(2020, 12, 1),
        limit: Some(5),
        ..TaskFilter::default()
    };
    let Some(Request::List { filter, json: false }) = read(&words).1 else { panic!("not a list") };
    assert_eq!(filter.since.as_deref(), Some("1/12/2020"));
    assert_eq!(filter.each(expected.since), [expected]);
}

#[test]
fn a_status_has_an_english_and_a_vietnamese_name() {
    let asked = |name: &str| {
        let Some(Request::List { filter, .. }) = read(&["list", "--status", name]).1 else {
            panic!("no list")
        };
        filter.each(None).into_iter().map(|filter| filter.status).collect::<Vec<_>>()
    };
    for (en, vi, status) in STATUSES {
        let folded = text::fold(vi);
        for name in [en, vi, &vi.replace('-', " "), &folded, &folded.replace('-', " ")] {
            assert_eq!(asked(name), status, "{name}");
        }
    }
    assert_eq!(asked("trễ hạn"), [Some(Standing::Overdue)]);
    let done = [Some(Standing::DoneOnTime), Some(Standing::DoneLate)];
    assert_eq!(asked("xong"), done);
    assert_eq!(asked("done"), done);
    assert_eq!(asked("open"), [None]);
    assert_eq!(asked("all").len(), 5);
}

#[test]
fn arguments_become_nfc() {
    let (_, request) = read(&["show", "42/QĐ-UBND o\u{302}\u{301}"]);
    assert_eq!(request, Some(Request::Show { named: "42/QĐ-UBND ố".into(), json: false }));
}

#[test]
fn a_dash_is_standard_input() {
    let Some(Request::Import(import)) = read(&["import", "-", "./-"]).1 else { panic!("not an import") };
    assert_eq!(import.letters, [Source::Stdin, Source::File("./-".into())]);
    assert_eq!(
        read(&["load", "-"]).1,
        Some(Request::Load(Load { source: Source::Stdin, map: vec![], json: false, yes: false }))
    );
}

#[test]
fn instants_and_days() {
    let local = |d, h, m, s| NaiveDate::from_ymd_opt(2020, 12, d).unwrap().and_hms_opt(h, m, s).ok_or("");
    for (typed, at) in [
        ("2020-12-21T08:00", local(21, 8, 0, 0)),
        ("2020-12-21 08:00", local(21, 8, 0, 0)),
        ("2020-12-21T23:59:59", local(21, 23, 59, 59)),
        ("2020-12-21", local(21, 0, 0, 0)),
        ("21/12/2020", local(21, 0, 0, 0)),
    ] {
        assert_eq!(instant(typed), at.map_err(str::to_owned), "{typed}");
    }
    for typed in ["", "hôm nay", "2020-02-30", "31/02/2020", "0020-12-21", "2101-01-01", "2020-12-21T25:00"]
    {
        assert!(instant(typed).is_err(), "{typed}");
        assert!(day(typed).is_err(), "{typed}");
    }
}
