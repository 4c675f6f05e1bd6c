/// A descriptor that breaks the contract, with every fault.
public struct InvalidServiceDescriptor: Error, Sendable, Hashable {
    /// All faults found.
    public let findings: [Finding]
}

extension ServiceDescriptor {
    /// Reads a descriptor from parsed JSON.
    ///
    /// - Throws: ``InvalidServiceDescriptor`` naming every field that is wrong, not just the first.
    public init(json: JSONValue) throws(InvalidServiceDescriptor) {
        guard case .object(let members) = json else {
            throw InvalidServiceDescriptor(findings: [.wrongType("", expected: "object", actual: json.typeName)])
        }
        var reader = DescriptorReader(members: members)
        self.init(
            serviceName: reader.name(.serviceName), host: reader.hostName(), port: reader.port(),
            healthEndpoint: reader.path(.healthEndpoint) ?? "/health",
            metricsEndpoint: reader.isNull(.metricsEndpoint) ? nil : reader.path(.metricsEndpoint) ?? "/metrics",
            serviceType: reader.text(.serviceType) ?? "microservice", version: reader.text(.version),
            apiEndpoints: reader.texts(.apiEndpoints), monitoring: reader.object(.monitoring) ?? [:],
            restartScript: reader.text(.restartScript), systemInfo: reader.text(.systemInfo),
            additionalInfo: reader.object(.additionalInfo), dependencies: reader.texts(.dependencies),
            instanceID: reader.text(.instanceID), pid: reader.processID(), additionalFields: reader.unknownFields)
        if !reader.findings.isEmpty { throw InvalidServiceDescriptor(findings: reader.findings) }
    }

    /// The descriptor as JSON; absent optional fields are left out, unknown ones written back.
    public var json: JSONValue {
        var members = additionalFields
        members[Key.serviceName.rawValue] = .string(serviceName)
        members[Key.host.rawValue] = .string(host)
        members[Key.port.rawValue] = .integer(Int64(port))
        members[Key.healthEndpoint.rawValue] = .string(healthEndpoint)
        members[Key.metricsEndpoint.rawValue] = metricsEndpoint.map(JSONValue.string) ?? .null
        members[Key.serviceType.rawValue] = .string(serviceType)
        members[Key.version.rawValue] = version.map(JSONValue.string)
        members[Key.apiEndpoints.rawValue] = .array(apiEndpoints.map(JSONValue.string))
        members[Key.monitoring.rawValue] = .object(monitoring)
        members[Key.restartScript.rawValue] = restartScript.map(JSONValue.string)
        members[Key.systemInfo.rawValue] = systemInfo.map(JSONValue.string)
        members[Key.additionalInfo.rawValue] = additionalInfo.map(JSONValue.object)
        members[Key.dependencies.rawValue] = .array(dependencies.map(JSONValue.string))
        members[Key.instanceID.rawValue] = instanceID.map(JSONValue.string)
        members[Key.pid.rawValue] = pid.map { .integer(Int64($0)) }
        return .object(members)
    }
}

extension ServiceDescriptor: Codable {
    /// Decodes a descriptor; the error names every faulty field.
    public init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        do throws(InvalidServiceDescriptor) {
            try self.init(json: json)
        } catch {
            let faults = error.findings.map { "\($0.pointer): \($0.detail.en)" }.joined(separator: " ")
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: faults))
        }
    }

    /// Encodes ``json``.
    public func encode(to encoder: any Encoder) throws {
        try json.encode(to: encoder)
    }
}
