import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state.tsx";

export type ErrorStateProps = {
  readonly title?: string;
  /** The real text of the error, in words. */
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly actions?: ReactNode;
};

/** Something could not be loaded: the real reason, the request id, and a way on. */
export function ErrorState({
  title = "This could not be loaded",
  message,
  requestId,
  actions,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState icon={<CloudOff />} title={title} actions={actions}>
        <p>{message}</p>
        {requestId ? (
          <p className="mt-2 text-xs text-faint">
            Request <code className="select-all">{requestId}</code>
          </p>
        ) : null}
      </EmptyState>
    </div>
  );
}
