import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export type AuthShellProps = {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Below the card: another way, help. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of signing in, first run and invitations: one card with one task. */
export function AuthShell({ title, subtitle, footer, children }: AuthShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex justify-end p-3">
        <ThemeSwitch />
      </header>
      <main
        id="content"
        className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pb-[14vh]"
      >
        <div className="mb-5 flex items-center gap-2.5 font-semibold tracking-tight">
          <Logo className="size-7" />
          Sallyport
        </div>
        <div className="rounded-lg border bg-surface p-6 shadow-popup sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
          {subtitle ? <div className="mt-1 text-base text-muted">{subtitle}</div> : null}
          <div className="mt-6 space-y-4">{children}</div>
        </div>
        {footer ? <div className="mt-4 px-1 text-sm text-muted">{footer}</div> : null}
      </main>
    </div>
  );
}
