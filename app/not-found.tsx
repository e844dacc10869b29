import type { Metadata } from "next";
import { AuthShell } from "#components/shell/auth-shell.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = { title: "Not found" };

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <AuthShell
      title="There is nothing at this address"
      subtitle="The link may be old, or the thing it names may be gone. It may also be something you may not see."
    >
      <ButtonLink href={paths.overview()} variant="primary" size="lg" className="w-full">
        Go to the start
      </ButtonLink>
    </AuthShell>
  );
}
