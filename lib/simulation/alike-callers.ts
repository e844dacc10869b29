import type { DeviceRecord, SubjectRecord } from "#lib/engine/deployment.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { bestDevices, type Caller } from "./access.ts";
import { groupAlike } from "./operation-groups.ts";
import type { People } from "./world.ts";

/**
 * Nobody, and everybody on their best device, in groups that no policy of these releases can tell apart: one decision
 * answers for all of a group. Thousands of people are far fewer when only what policies read of them counts.
 */
export function alikeCallers(people: People, contents: readonly ReleaseContent[]): Caller[][] {
  const words = wordsOf(contents);
  const devices = bestDevices(people.devices);
  const callers = Object.keys(people.subjects).map((subject): Caller => {
    return { subject, device: devices.get(subject) ?? null };
  });
  const known = groupAlike(callers, ({ subject, device }) => {
    const owner = subject === null ? undefined : people.subjects[subject];
    const on = device === null ? undefined : people.devices[device];
    const name = isNamed(words, { subject, device }) ? [subject, device] : [];
    return JSON.stringify([name, owner && seenOf(owner, words), on && seenOn(on, words)]);
  });
  return [[{ subject: null, device: null }], ...known];
}

/** Every text in the policies: a name or an attribute that is none of them is read by no policy. */
function wordsOf(contents: readonly ReleaseContent[]): ReadonlySet<string> {
  const text = JSON.stringify(contents.map(({ policies }) => policies));
  return new Set(text.match(/"(?:[^"\\]|\\.)*"/g)?.map((quoted) => String(JSON.parse(quoted))));
}

/** What says who somebody is, rather than what they are like. */
const identities = ["subject.id", "device.id", "device.owner"];

function isNamed(words: ReadonlySet<string>, { subject, device }: Caller): boolean {
  if (identities.some((word) => words.has(word))) return true;
  // A claim may be the name, whatever it is called.
  if ([...words].some((word) => word.startsWith("token."))) return true;
  return [subject, device].some((name) => name !== null && words.has(name));
}

function seenOf(subject: SubjectRecord, words: ReadonlySet<string>) {
  const { seq: _seq, attributes, ...record } = subject;
  return { ...record, attributes: readOf("subject", attributes, words) };
}

/** Its owner is the caller: `bestDevices` gives nobody another's. */
function seenOn(device: DeviceRecord, words: ReadonlySet<string>) {
  const { seq: _seq, subject: _subject, attributes, ...record } = device;
  return { ...record, attributes: readOf("device", attributes, words) };
}

function readOf(
  source: "subject" | "device",
  attributes: SubjectRecord["attributes"],
  words: ReadonlySet<string>,
) {
  return Object.entries(attributes).filter(([name]) => words.has(`${source}.${name}`));
}
