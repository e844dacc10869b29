import { rmSync } from "node:fs";
import type { Server } from "node:net";

export type Place = { readonly host: string; readonly port: number } | { readonly path: string };

/** Resolves to the port in use (0 for a unix socket); rejects when the place is taken. */
export function listen(server: Server, place: Place): Promise<number> {
  // A socket file that a killed run left behind would be "in use" for ever.
  if ("path" in place) rmSync(place.path, { force: true });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(place, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
