import type { DocumentPath } from "./locate.ts";

/** What a key is for, in a sentence; null for what is no key of a policy. */
export function keyDoc(path: DocumentPath): string | null {
  const names = path.filter((step) => typeof step === "string");
  const [clause, ...inside] = names;
  const isCondition = (clause === "when" || clause === "unless") && inside.length > 0;
  return (isCondition ? conditionDocs[inside.join(".")] : docs[names.join(".")]) ?? null;
}

const docs: Readonly<Record<string, string>> = {
  name: "The policy’s identity: lower-case letters, digits and hyphens. It can’t be changed later.",
  description: "For people who read the list of policies; it decides nothing.",
  effect: "permit lets callers in; forbid keeps them out, whatever permits them.",
  mode: "enforce decides; shadow only records what it would decide; off does nothing.",
  subjects:
    "Who: any of these. A permit must name somebody; a forbid without it is about everybody.",
  "subjects.roles": "Holders of any of these roles.",
  "subjects.groups":
    "Members of a group, <issuer>/<group> for one that an identity provider asserts.",
  "subjects.users": "These people, whatever their roles.",
  "subjects.workloads": "These services.",
  "subjects.authenticated": "Every known caller.",
  "subjects.everybody": "Everybody, also callers who are not signed in.",
  "subjects.kinds":
    "Narrows the above to users, workloads or anonymous callers; alone it names nobody.",
  resources: "What it is about: all that is given must match.",
  "resources.apis": "These APIs, or `all` for every one.",
  "resources.operations": "Only these operations, by key or operationId.",
  "resources.methods": "Only operations of these HTTP methods.",
  "resources.access": "read is GET, HEAD, OPTIONS and QUERY; write is every other method.",
  "resources.sensitivity": "Only operations as sensitive as this.",
  "resources.sensitivity.atLeast": "This sensitive, or more.",
  "resources.sensitivity.atMost": "This sensitive, or less.",
  "resources.tags": "Only operations with any of these tags.",
  when: "Conditions: all of them must hold for the policy to apply.",
  unless: "Only of a forbid: when all of these hold, it does not apply.",
  rateLimit:
    "How often a permitted caller may call; beyond it 429. The most generous permit counts.",
  "rateLimit.limit": "Calls per window.",
  "rateLimit.window": "30s, 15m, 8h or 7d.",
  "rateLimit.per": "Whom the calls are counted for: subject, device or address.",
  reason: "Told to the caller, and kept with the decision.",
};

const conditionDocs: Readonly<Record<string, string>> = {
  subject: "The kind of caller.",
  "subject.kinds": "user or workload; the caller must be known.",
  mfa: "How strongly, and how recently, the caller signed in. Curable: the caller is asked to step up.",
  "mfa.strength": "any second factor, or phishing-resistant: a passkey.",
  "mfa.within": "The sign-in is not older than this: 30s, 15m, 8h, 7d.",
  device: "The device whose key the request is bound to. Curable: the caller may enrol one.",
  "device.trust": "At least registered, compliant or managed.",
  "device.owned": "Whether it must be the caller’s own; yes unless false is written.",
  "device.platforms": "macos, windows, linux, ios, android or chromeos.",
  "device.posture": 'Checks and what they must report: diskEncrypted: true, osVersion: ">=14.2".',
  network: "The caller’s address. Without one it is unknown, which helps nobody.",
  "network.in": "In any of these networks, as in 10.0.0.0/8.",
  "network.notIn": "In none of these networks.",
  country: "The country of the caller’s address.",
  "country.in": "Any of these, as two capital letters.",
  "country.notIn": "None of these.",
  schedule: "When, by the wall clock of a time zone.",
  "schedule.zone": "An IANA time zone, as in Europe/Berlin.",
  "schedule.days": "mon, tue, wed, thu, fri, sat, sun.",
  "schedule.from": "From this time of day, as 09:00.",
  "schedule.to": "To before this time of day, as 17:30; 24:00 is the end of the day.",
  "schedule.notBefore": "Not before this instant, as 2027-01-01T00:00:00Z.",
  "schedule.notAfter": "Only before this instant.",
  risk: "The highest risk on record of caller, device and session.",
  "risk.below": "Lower than this: low, medium, high or critical.",
  token: "The access token.",
  "token.scopes": "It carries all of these.",
  "token.audiences": "It is for any of these.",
  "token.issuers": "Any of these issued it.",
  "token.senderConstrained": "It is bound to the caller’s key, and the proof was verified.",
  attribute: "Compares a fact with a literal or with another fact.",
  "attribute.left": "A fact: subject.*, device.*, api.*, operation.*, path.*, query.* or token.*.",
  "attribute.operator": "How they are compared. A missing side is unknown, also for not-equals.",
  "attribute.right": "A literal, a list, or another fact as in path.tenantId.",
};
