import Foundation
import Shared

/// Why a file could not be read or written, in the words of the person at the terminal: the system's own are English, and
/// those for a folder are a number.
enum FileFault {
    static func text(of error: any Error, at path: String) -> LocalizedText {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return LocalizedText(de: "Das ist ein Ordner, keine Datei.", en: "This is a folder, not a file.")
        }
        return switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile: LocalizedText(de: "Die Datei gibt es nicht.", en: "There is no such file.")
        case .fileNoSuchFile: LocalizedText(de: "Den Ordner gibt es nicht.", en: "There is no such folder.")
        case .fileReadNoPermission: LocalizedText(de: "Sie darf nicht gelesen werden.", en: "It may not be read.")
        case .fileWriteNoPermission:
            LocalizedText(de: "Dort darf nicht geschrieben werden.", en: "Writing there is not permitted.")
        case .fileWriteFileExists: LocalizedText(de: "Die Datei gibt es schon.", en: "The file exists already.")
        case .fileWriteOutOfSpace: LocalizedText(de: "Der Datenträger ist voll.", en: "The disk is full.")
        default: LocalizedText(de: error.localizedDescription, en: error.localizedDescription)
        }
    }
}
