import type { ArchiveName } from "#lib/bundle/bundle-name.ts";

/** What an operator should know about the copies on disk, until it is mended. */
export type Alarms = {
  readonly raise: (name: ArchiveName, kind: "unreadable" | "unwritable", text: string) => void;
  readonly clear: (name: ArchiveName, kind?: "unreadable" | "unwritable") => void;
  readonly list: () => readonly string[];
};

export function createAlarms(): Alarms {
  const texts = new Map<string, string>();
  return {
    raise: (name, kind, text) => void texts.set(`${name} ${kind}`, text),
    clear: (name, kind) => {
      for (const each of kind === undefined ? ["unreadable", "unwritable"] : [kind])
        texts.delete(`${name} ${each}`);
    },
    list: () => [...texts.values()],
  };
}
