import Foundation
import Glibc
import ObserverCore
import Shared
import TestSupport
import Testing

/// A path from a stranger's request is run only when it is, beyond doubt, a script that the operator allowed.
struct RestartScriptRuleTests {
    /// A folder `allowed` with a good script, beside it `allowed-evil` with one that only looks allowed.
    private struct Fixture {
        let folder: TemporaryDirectory
        var allowed: String { folder.file("allowed") }
        var rule: RestartScriptRule { RestartScriptRule(folders: [allowed]) }

        init() throws {
            folder = try TemporaryDirectory()
            for name in ["allowed", "allowed/sub", "allowed-evil"] {
                try FileManager.default.createDirectory(
                    atPath: folder.file(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755]
                )
            }
            for name in ["allowed/good.sh", "allowed/sub/deep.sh", "allowed-evil/evil.sh"] { try script(name) }
        }

        func script(_ name: String, mode: Int = 0o755) throws {
            try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: folder.file(name)))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.file(name))
        }

        func code(_ path: String, _ rule: RestartScriptRule? = nil) -> String {
            do throws(RestartScriptRule.Refusal) {
                return try (rule ?? self.rule).resolve(path).path
            } catch {
                return error.text.de.isEmpty || error.text.en.isEmpty ? "no words" : error.code
            }
        }
    }

    @Test func `an allowed script is found at its real path, as this very file`() throws {
        let fixture = try Fixture()
        #expect(fixture.code("\(fixture.allowed)/good.sh") == "\(fixture.allowed)/good.sh")
        #expect(fixture.code("\(fixture.allowed)//./sub/deep.sh") == "\(fixture.allowed)/sub/deep.sh")
        try FileManager.default.createSymbolicLink(
            atPath: "\(fixture.allowed)/link.sh", withDestinationPath: "sub/deep.sh")
        #expect(fixture.code("\(fixture.allowed)/link.sh") == "\(fixture.allowed)/sub/deep.sh")
        let script = try fixture.rule.resolve("\(fixture.allowed)/good.sh")
        var info = stat()
        #expect(lstat(script.path, &info) == 0 && script.inode == UInt64(info.st_ino) && script.isInPlace)
    }

    @Test func `a script that was replaced after the check is not the checked one`() throws {
        let fixture = try Fixture()
        let script = try fixture.rule.resolve("\(fixture.allowed)/good.sh")
        try fixture.script("allowed/other.sh")
        #expect(rename("\(fixture.allowed)/other.sh", script.path) == 0)
        #expect(!script.isInPlace)
        #expect(unlink(script.path) == 0 && !script.isInPlace)
        #expect(symlink("\(fixture.allowed)/sub/deep.sh", script.path) == 0 && !script.isInPlace)
    }

    @Test func `attacks by the spelling of a path are refused`() throws {
        let fixture = try Fixture()
        let good = "\(fixture.allowed)/good.sh"
        let attacks = [
            "": "name", "good.sh": "name", "./good.sh": "name", "~/good.sh": "name", "\(good)\0": "name",
            "\(good)\n": "name", "\(good) ": "name", "\(good);id": "name", "$(id)": "name", "\(good)`id`": "name",
            "\(good)|sh": "name", "\(good)&": "name", "\(good)'": "name", "\(good)\\": "name", "\(good)*": "name",
            "\(fixture.allowed)/gооd.sh": "name", "\(good)\u{301}": "name", "\(good)%00": "name",
            "/" + String(repeating: "a", count: 1_024): "name", "file://\(good)": "name",
            "\(fixture.allowed)/../allowed/good.sh": "climbs", "\(fixture.allowed)/..": "climbs",
            "\(fixture.allowed)/sub/../../allowed-evil/evil.sh": "climbs",
            "\(fixture.allowed)/none.sh": "missing", "\(good)/": "missing", "\(good)/x": "missing",
            fixture.folder.file("allowed-evil/evil.sh"): "outside", "/bin/sh": "outside", "/": "outside",
            fixture.allowed: "outside", "\(fixture.allowed)/sub": "no-file",
        ]
        for (path, code) in attacks { #expect(fixture.code(path) == "restart-script-\(code)", "\(path)") }
    }

    @Test func `links, rights and kinds of files that could be turned against us are refused`() throws {
        let fixture = try Fixture()
        let allowed = fixture.allowed
        #expect(symlink(fixture.folder.file("allowed-evil/evil.sh"), "\(allowed)/out.sh") == 0)
        #expect(symlink(fixture.folder.file("allowed-evil"), "\(allowed)/out") == 0)
        #expect(symlink("loop", "\(allowed)/loop") == 0 && mkfifo("\(allowed)/pipe", 0o700) == 0)
        for (name, mode) in [("group.sh", 0o775), ("all.sh", 0o757), ("plain.sh", 0o644)] {
            try fixture.script("allowed/\(name)", mode: mode)
        }
        let attacks = [
            "out.sh": "outside", "out/evil.sh": "outside", "loop": "missing", "pipe": "no-file", "group.sh": "rights",
            "all.sh": "rights", "plain.sh": "not-executable",
        ]
        for (name, code) in attacks {
            #expect(fixture.code("\(allowed)/\(name)") == "restart-script-\(code)", "\(name)")
        }
        chmod("\(allowed)/sub", 0o777)
        #expect(fixture.code("\(allowed)/sub/deep.sh") == "restart-script-rights", "its folder")
        chmod("\(allowed)/sub", 0o755)
        chmod(allowed, 0o1777)
        #expect(fixture.code("\(allowed)/sub/deep.sh") == "restart-script-rights", "the allowed folder, sticky or not")
        chmod(allowed, 0o755)
        chmod(fixture.folder.path, 0o777)
        #expect(fixture.code("\(allowed)/good.sh") == "restart-script-rights", "a folder above")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `a script or folder of somebody else is refused`() throws {
        let fixture = try Fixture()
        #expect(chown("\(fixture.allowed)/good.sh", 12_345, 12_345) == 0)
        #expect(fixture.code("\(fixture.allowed)/good.sh") == "restart-script-rights")
        #expect(chown("\(fixture.allowed)/sub", 12_345, 12_345) == 0)
        #expect(fixture.code("\(fixture.allowed)/sub/deep.sh") == "restart-script-rights")
    }

    @Test func `without an allowed folder, or with relative or missing ones, nothing is run`() throws {
        let fixture = try Fixture()
        for folders in [[], ["allowed"], [""], ["/no/such/folder"], ["../"]] {
            let rule = RestartScriptRule(folders: folders)
            #expect(fixture.code("\(fixture.allowed)/good.sh", rule) == "restart-scripts-off", "\(folders)")
        }
        let link = fixture.folder.file("link")
        #expect(symlink(fixture.allowed, link) == 0)
        #expect(fixture.code("\(link)/good.sh", RestartScriptRule(folders: [link])) == "\(fixture.allowed)/good.sh")
    }

    @Test func `no random path is accepted but one of the two allowed scripts`() throws {
        let fixture = try Fixture()
        #expect(symlink(fixture.folder.path, "\(fixture.allowed)/up") == 0)
        let pieces = [
            "/", "//", ".", "..", "allowed", "allowed-evil", "good.sh", "evil.sh", "sub", "deep.sh", "up", " ", "\0",
            "\n",
            fixture.folder.path, fixture.allowed, "etc", "passwd", "bin", "sh",
        ]
        let fine: Set<String> = ["\(fixture.allowed)/good.sh", "\(fixture.allowed)/sub/deep.sh"]
        var random = SeededGenerator(seed: 21)
        var accepted = 0
        for _ in 0..<5_000 {
            var path = Bool.random(using: &random) ? fixture.allowed : ""
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                path += "/" + pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            let answer = fixture.code(path)
            if answer.hasPrefix("/") {
                accepted += 1
                #expect(fine.contains(answer), "\(path)")
            }
        }
        #expect(accepted > 10, "\(accepted)")
    }
}
