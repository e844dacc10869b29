import { z } from "zod";
import { displayName, slug } from "#lib/page.ts";

export const schema = z.object({ name: displayName, slug });
