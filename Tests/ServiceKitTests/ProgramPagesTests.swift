import Testing

@testable import ServiceKit

struct ProgramPagesTests {
    @Test(arguments: [
        ("55d0-55e0 r-xp 00001000 fe:00 123 /usr/bin/program", true),
        ("55d0-55e0 r-xp 00001000 fe:00 123 /path with blanks", true),
        ("55d0-55e0 r-xp 00001000 fe:00 123                        /usr/bin/program", true),
        ("55d0-55e0 r--p 00001000 fe:00 123 /usr/bin/program", false),
        ("55d0-55e0 rwxp 00001000 fe:00 123 /usr/bin/program", false),
        ("7ffc-7ffe r-xp 00000000 00:00 0 [vdso]", false),
        ("7ffc-7ffe r-xp 00000000 00:00 0 ", false),
        ("nonsense", false),
    ])
    func `only executable mappings of files are given back`(line: String, isTaken: Bool) {
        #expect((ProgramPages.executableFileMapping(Substring(line)) != nil) == isTaken)
    }

    @Test func `the program goes on after its pages were given back`() {
        for _ in 1...10 { ProgramPages.release() }
        #expect((1...1_000).map(String.init).joined().count == 2_893)
    }
}
