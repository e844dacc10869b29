import { mount } from "#lib/http/mount.ts";
import { verbs } from "#lib/http/verbs.ts";

const app = mount(verbs);
const handle = (request: Request): Response | Promise<Response> => app.fetch(request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
