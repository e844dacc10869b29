"use client";
import { useState } from "react";
import { ApplyForm } from "./apply-form.tsx";
import { DifferenceView } from "./difference-view.tsx";
import { DiscardButton } from "./discard-button.tsx";
import { NoteTable } from "./note-table.tsx";
import { useRead } from "#components/data/use-read.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { apiImports, type ImportDetail } from "#calls/apis/imports";
import { paths } from "#lib/client/paths.ts";

const busy = (state: ImportDetail["state"]) => ["queued", "reading", "applying"].includes(state);

/** An import from waiting to applied; the page may be left at any time. */
export function ImportBoard({ initial }: { readonly initial: ImportDetail }) {
  const [following, setFollowing] = useState(busy(initial.state));
  const { data } = useRead(
    apiImports.get,
    { id: initial.id },
    initial,
    following ? 700 : undefined,
  );
  if (following && !busy(data.state)) setFollowing(false);
  if (busy(data.state))
    return (
      <Card className="max-w-2xl">
        <div className="space-y-4">
          <Progress label={data.step} value={data.progress} detail={`${data.progress} %`} />
          <p className="text-sm text-muted">
            You may leave this page; the import goes on and is found again under Import OpenAPI.
          </p>
          <DiscardButton id={data.id} />
        </div>
      </Card>
    );
  if (data.state === "failed") return <Failure data={data} />;
  if (data.state === "applied")
    return (
      <Callout
        tone="success"
        title="Applied"
        actions={<ButtonLink href={paths.api(data.slug)}>Open the API</ButtonLink>}
      >
        It takes effect at enforcers with the next release.
      </Callout>
    );
  if (data.state === "discarded" || !data.difference || !data.description)
    return <Callout title="Discarded">The document was removed; nothing was changed.</Callout>;
  return (
    <div className="space-y-8">
      <DifferenceView difference={data.difference} isNew={data.isNew} />
      <NoteTable description={data.description} />
      <ApplyForm data={data} />
    </div>
  );
}

function Failure({ data }: { readonly data: ImportDetail }) {
  const place = [
    data.error?.line ? `line ${data.error.line}` : null,
    data.error?.column ? `column ${data.error.column}` : null,
    data.error?.pointer ? `at ${data.error.pointer}` : null,
  ].filter(Boolean);
  return (
    <Callout
      tone="danger"
      title="This description can’t be imported"
      actions={
        <>
          <ButtonLink href={paths.importApi(data.isNew ? undefined : data.slug)}>
            Try another
          </ButtonLink>
          <DiscardButton id={data.id} />
        </>
      }
    >
      <p>{data.error?.message}</p>
      {place.length > 0 ? <p className="text-muted">{place.join(", ")}</p> : null}
      <p>Nothing was changed.</p>
    </Callout>
  );
}
