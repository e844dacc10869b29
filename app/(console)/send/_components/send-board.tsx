"use client";
import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { AnswerCard } from "./answer-card.tsx";
import { whyNot, type Draft, type Operation } from "./draft.ts";
import { EarlierAttempts } from "./earlier-attempts.tsx";
import { RequestForm } from "./request-form.tsx";
import type { Place, Places } from "./place-of.ts";
import { useSending } from "./use-sending.ts";
import { FormError } from "#components/form/form-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { DeviceKey } from "#lib/client/key-proof.ts";
import { storedDeviceKey } from "#lib/client/stored-device-key.ts";

type Props = Places & {
  readonly first: Omit<Place, "operation"> & { readonly operation: Operation | null };
  readonly maySend: boolean;
};

/** The request on the left, what came of it on the right; below it what came before. */
export function SendBoard({ apis, gateways, first, maySend }: Props) {
  const [key, setKey] = useState<DeviceKey | null>(null);
  useEffect(() => {
    storedDeviceKey()
      .then(setKey)
      .catch(() => undefined);
  }, []);
  const [draft, setDraft] = useState<Draft>(() => firstDraft({ apis, gateways, first }));
  const { start, busy, problem, attempts } = useSending({ apis, gateways }, key);
  const [newest, ...earlier] = attempts;
  const blocked = maySend ? whyNot(draft) : "Your role may look at decisions, not cause them.";
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (blocked === null && !busy) void start(draft);
        }}
      >
        <Card title="Request">
          <RequestForm
            places={{ apis, gateways }}
            draft={draft}
            hasKey={key !== null}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
          <div className="mt-4 flex flex-wrap items-center justify-end gap-3">
            <FormError problem={problem} />
            <Button
              type="submit"
              variant="primary"
              loading={busy}
              disabledReason={blocked}
              icon={<Send aria-hidden className="size-4" />}
            >
              Send
            </Button>
          </div>
        </Card>
      </form>
      <div className="min-w-0 space-y-5" aria-live="polite">
        {newest ? (
          <AnswerCard
            key={newest.number}
            attempt={newest}
            busy={busy}
            hasKey={key !== null}
            onAgain={(change, more) => {
              const next = { ...newest.draft, ...change };
              setDraft((before) => ({ ...before, ...change }));
              void start(next, more);
            }}
          />
        ) : (
          <Card padding="none">
            <EmptyState icon={<Send aria-hidden />} title="Nothing sent yet">
              The answer comes here, and below it the decision with its explanation.
            </EmptyState>
          </Card>
        )}
        <EarlierAttempts attempts={earlier} />
      </div>
    </div>
  );
}

function firstDraft({ apis, gateways, first }: Omit<Props, "maySend">): Draft {
  const api = apis.find(({ slug }) => slug === first.api) ?? apis[0];
  return {
    api: api?.slug ?? "",
    enforcer: gateways[0]?.slug ?? "",
    host: api?.hosts[0]?.host ?? "",
    operation: first.operation,
    parameters: {},
    query: "",
    method: "GET",
    target: first.target ?? "/",
    headers: "",
    body: "",
    withToken: true,
    bound: false,
  };
}
