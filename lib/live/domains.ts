import type { Topic } from "#lib/db/notify.ts";

/** What the authority's hints mean to somebody who looks at a screen: the domains whose reads may answer differently. */
export const domainsByTopic: Readonly<Record<Topic, readonly string[]>> = {
  signals: ["keys", "issuers"],
  bundles: ["releases", "enforcers", "keys", "issuers"],
  releases: ["releases", "overview"],
  imports: ["imports", "apis"],
  enforcers: ["enforcers", "overview"],
  decisions: ["decisions", "overview"],
};
