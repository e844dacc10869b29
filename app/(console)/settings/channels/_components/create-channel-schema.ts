import { channels } from "#lib/channels/contract.ts";

export const schema = channels.create.input;
