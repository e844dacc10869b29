import type { StateTone } from "#components/ui/state-badge.tsx";

export const userStateWords: Readonly<
  Record<
    "invited" | "active" | "suspended" | "deleted",
    { readonly tone: StateTone; readonly word: string }
  >
> = {
  invited: { tone: "attention", word: "Invited" },
  active: { tone: "good", word: "Active" },
  suspended: { tone: "bad", word: "Suspended" },
  deleted: { tone: "off", word: "Erased" },
};

/** The fixed rights inside the console, in words. */
export const consoleRoleWords = {
  owner: { word: "Owner", meaning: "Everything, and the only one who may change owners." },
  administrator: { word: "Administrator", meaning: "Everything but owners." },
  author: { word: "Policy author", meaning: "Describes APIs and writes policies." },
  approver: { word: "Approver", meaning: "Reads everything and publishes releases." },
  auditor: { word: "Auditor", meaning: "Reads everything, changes nothing." },
  user: { word: "User", meaning: "Calls APIs. Sees only the portal." },
} as const;

export const consoleRoleOptions = Object.entries(consoleRoleWords).map(
  ([value, { word, meaning }]) => ({ value, label: word, description: meaning }),
);

/** Where a record came from. */
export const originWords: Readonly<Record<string, string>> = {
  console: "This console",
  import: "Import",
  sso: "Single sign-on",
  scim: "SCIM",
  code: "Policy as code",
  sample: "Sample data",
  system: "Sallyport",
};
