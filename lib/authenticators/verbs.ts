import { listPasskeys } from "./list-passkeys.ts";
import { removePasskey } from "./remove-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";

export const authenticatorVerbs = [listPasskeys, renamePasskey, removePasskey] as const;
