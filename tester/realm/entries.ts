/** What a submission is loaded for: labs 2a–2d run raft.ts, labs 3a–3b server.ts and client.ts. */
export type Role = "raft" | "kv";

/** Where a submission begins, for each role. */
export const ENTRIES: Readonly<Record<Role, readonly string[]>> = { raft: ["raft.ts"], kv: ["server.ts", "client.ts"] };

/** Namespace of the submission's own files: its paths are relative to its folder, so no path of the host gets in. */
export const OWN = "submission";

/** The prefix of the submission's own files in the source map. */
export const OWN_SOURCE = `${OWN}:`;
