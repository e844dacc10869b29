import { createChannel } from "./create-channel.ts";
import { listChannels } from "./list-channels.ts";
import { retireChannel } from "./retire-channel.ts";

export const channelVerbs = [listChannels, createChannel, retireChannel];
