import { z } from "zod";
import { newApiSlug } from "#lib/apis/contract.ts";
import { displayName } from "#lib/page.ts";

export const identity = z.object({ name: displayName, slug: newApiSlug });
