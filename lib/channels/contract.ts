import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName, instant, slug } from "#lib/page.ts";

export const channelView = z.object({
  slug,
  name: z.string(),
  /** The release in force; null: none yet, its enforcers deny everything. */
  release: z.number().int().nullable(),
  /** Enforcers that follow it and are not revoked. */
  enforcers: z.number().int(),
  createdAt: instant,
});

const ceremony = { withinSeconds: 900, tokens: "allowed" } as const;
const invalidates = ["channels", "releases"];

export const channels = {
  list: read({
    name: "channels.list",
    summary: "The chain of channels: releases are published to the first, and promoted to the next",
    permission: "releases:read",
    input: z.object({}),
    output: z.object({ items: z.array(channelView) }),
    route: { method: "GET", path: "/channels" },
  }),
  create: write({
    name: "channels.create",
    summary: "Put a channel into the chain",
    permission: "settings:write",
    audit: "channel.create",
    ceremony,
    input: z.object({
      slug,
      name: displayName,
      /** The channel it stands before: its releases are promoted to that one. */
      before: slug,
    }),
    output: channelView,
    route: { method: "POST", path: "/channels", status: 201 },
    invalidates,
  }),
  retire: write({
    name: "channels.retire",
    summary:
      "Take a channel that no enforcer follows out of the chain; its releases stay on record",
    permission: "settings:write",
    audit: "channel.retire",
    ceremony,
    input: z.object({ slug }),
    output: channelView,
    route: { method: "POST", path: "/channels/{slug}/retire" },
    invalidates,
  }),
} as const;
