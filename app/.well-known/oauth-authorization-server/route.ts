import { forwardToAuthority } from "#lib/http/forward-to-authority.ts";

export const dynamic = "force-dynamic";

export { forwardToAuthority as GET, forwardToAuthority as POST };
