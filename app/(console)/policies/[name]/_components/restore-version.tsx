"use client";
import { useRouter } from "next/navigation";
import { useCall } from "#components/data/use-call.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { paths } from "#lib/client/paths.ts";
import { policies, type PolicyDetail } from "#calls/policies";

type Props = {
  readonly policy: PolicyDetail;
  readonly version: { readonly number: number; readonly source: string } | null;
  readonly onClose: () => void;
};

/** An ordinary edit, with the text of then: it is recorded, and takes effect with the next release. */
export function RestoreVersion({ policy, version, onClose }: Props) {
  const update = useCall(policies.update);
  const router = useRouter();
  const toast = useToast();
  return (
    <ConfirmDialog
      open={version !== null}
      onOpenChange={onClose}
      title={`Restore version ${version?.number ?? ""} of ${policy.name}`}
      confirmLabel="Restore version"
      effects={[
        "The policy’s text becomes what it was then; the text of now stays in the history.",
        "Enforcers go on as they are until the next release.",
      ]}
      onConfirm={async () => {
        if (!version) return;
        await update({ name: policy.name, source: version.source, version: policy.version });
        toast.success(
          `Version ${version.number} restored`,
          "It takes effect with the next release.",
        );
        router.push(paths.policy(policy.name, { tab: "history" }));
      }}
    />
  );
}
