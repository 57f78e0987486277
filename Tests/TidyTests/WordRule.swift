/// Something that must not stand in a file, and what to write instead.
struct WordRule {
    enum Scope {
        /// Swift code below these folders (comments left out), but not below those.
        case code(in: [String], except: [String] = [])
        /// Every line of every text.
        case texts
    }

    var pattern: String
    var replacement: String
    var scope: Scope
    /// What the rule must find, in two halves: this file is searched as well.
    var example: (String, String)

    static let all: [WordRule] = [
        WordRule(
            pattern: #"\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b"#,
            replacement: "do it, or leave it out", scope: .texts, example: ("// TO", "DO: later")),
        WordRule(
            pattern: #"(?<!\.)\bprint\("#,
            replacement: "a verb's result belongs in Commands, the rest in Logger.record",
            scope: .code(in: ["Sources"], except: ["Sources/AlgoTradeDaemon/Commands/"]),
            example: ("pri", "nt(1)")),
        WordRule(
            pattern: #"\bTask[.]sleep\b"#,
            replacement: "wait for the event itself, not for time to pass",
            scope: .code(
                in: ["Sources"],
                except: [
                    // Deadlines, back-off and paces that are the purpose themselves.
                    "Sources/AlgoTradeDaemon/Supervision/", "Sources/AlgoTradeDaemon/Progress/",
                    "Sources/AlgoTradeDaemon/Feeds/", "Sources/AlgoTradeDaemon/Commands/",
                    "Sources/AlgoTradeDaemon/Statistics/",
                ]), example: ("try await Task", ".sleep(for: .seconds(1))")),
        WordRule(
            pattern: #"\bDispatch(Queue|Source|Semaphore|Group)\b|(?<![.\w])u?sleep\("#,
            replacement: "an actor, or a thread that sleeps on a descriptor",
            scope: .code(
                in: ["Sources"],
                except: [
                    // A broker connection's own thread, where the wait is the purpose itself.
                    "Sources/KafkaBus/Consuming/FetchPacer.swift"
                ]), example: ("Dispatch", "Queue.main")),
        WordRule(
            pattern: #"\bfatalError\("#,
            replacement: "precondition with the broken rule, or a thrown fault",
            scope: .code(in: ["Sources"]), example: ("fatal", "Error(\"unimplemented\")")),
        WordRule(
            pattern: #"\b(try!|as!)"#,
            replacement: "try, or as? with a precondition that tells why",
            scope: .code(in: ["Sources"]), example: ("let x = tr", "y! read()")),
        WordRule(
            pattern: #"^\s*(@testable |public |internal )*import XCTest\b"#,
            replacement: "Swift Testing", scope: .code(in: ["Sources", "Tests"]),
            example: ("import XC", "Test")),
        WordRule(
            pattern: #"(^|[^\w.$}>)"])/(work|farm|root|home/[a-z]+)/"#,
            replacement: "a path from the package's root, or one the user gives", scope: .texts,
            example: ("cd /wo", "rk/main")),
        WordRule(
            pattern: #"bash_[j]obs|\b(pypi|npmjs|pythonhosted|artifactory|devpi)[.:/]"#,
            replacement: "no host of a package registry: the clients know their own",
            scope: .texts, example: ("https://pyp", "i.org/simple")),
    ]
}
