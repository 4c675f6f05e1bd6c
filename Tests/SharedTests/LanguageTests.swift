import Shared
import Testing

@Suite struct LanguageTests {
    @Test(
        "the language with the highest weight that we speak is taken, English in doubt",
        arguments: [
            (nil, Language.english), ("", .english), ("de", .german), ("de-AT,en;q=0.5", .german), ("en, de", .english),
            ("de;q=0.4, en;q=0.8", .english), ("fr, de;q=0.1", .german), ("fr", .english), ("*", .english),
            ("DE", .german), ("de;q=0", .english), ("en;q=0, de;q=0.001", .german),
            (" de ; q=0.9 , en ; q=0.8", .german),
            ("de;q=abc, en;q=0.1", .english), ("de;q=nan,en;q=0.1", .english), ("de;q=inf,en;q=0.1", .english),
            ("de;q=-1,en;q=0.1", .english), ("de;q=2,en;q=0.1", .english), (";;,,;q=1", .english),
            ("deutsch", .english),
            ("de;level=1;q=0.9,en;q=0.5", .german), ("\u{0}de", .english),
        ] as [(String?, Language)])
    func choice(_ header: String?, _ language: Language) {
        #expect(Language(acceptLanguage: header) == language)
    }

    @Test("entries beyond the 32nd are not looked at")
    func bounded() {
        let header = String(repeating: "fr,", count: 32) + "de"
        #expect(Language(acceptLanguage: header) == .english)
    }

    @Test("a text speaks the language it is asked for")
    func text() {
        let text = LocalizedText(de: "Fehler", en: "Fault")
        #expect(text(.german) == "Fehler" && text(.english) == "Fault")
    }
}
