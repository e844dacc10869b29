"use client";
import "./globals.css";

/** The last resort, when the frame itself failed: no providers, no scripts needed but the reload. */
export default function GlobalError({
  error,
}: {
  readonly error: Error & { readonly digest?: string };
}) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh items-center justify-center p-6">
        <main className="max-w-md space-y-3 text-center">
          <h1 className="text-xl font-semibold">Sallyport could not show this page</h1>
          <p className="text-muted">
            Nothing was changed, and enforcers go on deciding. The server&apos;s log has the cause.
          </p>
          {error.digest ? (
            <p className="text-xs text-faint">
              Request <code>{error.digest}</code>
            </p>
          ) : null}
          <p>
            {/* A whole new page on purpose: the router may be what failed. */}
            {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
            <a href="/" className="link">
              Go to the start
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
