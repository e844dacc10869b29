"use client";
import type { z } from "zod";
import type { schema } from "./edit-device-schema.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { LazyEditConflict } from "#components/form/lazy-edit-conflict.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useEdit } from "#components/form/use-edit.ts";
import { attributesText } from "#components/identity/attributes-text.ts";
import { deviceTrustWords, platformWords } from "#components/identity/device-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { devices, type DeviceDetail } from "#calls/devices";

type Values = z.input<typeof schema>;

const valuesOf = ({ name, platform, trust, posture }: DeviceDetail): Values => ({
  name,
  platform,
  trust,
  posture: attributesText(
    Object.fromEntries(Object.entries(posture).map(([check, { value }]) => [check, value])),
  ),
});

const words = {
  name: "Name",
  platform: { label: "Platform", values: platformWords },
  trust: { label: "Trust", values: deviceTrustWords },
  posture: "Posture",
};

type Props = {
  readonly device: DeviceDetail;
  readonly open: boolean;
  readonly onClose: () => void;
};

export function EditDevice({ device, open, onClose }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Edit ${device.name}`}
      description="What you set here holds until a report of the device itself replaces it."
      sticky
    >
      {open ? <EditForm device={device} onClose={onClose} /> : null}
    </Dialog>
  );
}

function EditForm({ device, onClose }: Omit<Props, "open">) {
  const update = useCall(devices.update);
  const edit = useEdit<DeviceDetail, Values, z.output<typeof schema>>({
    record: device,
    valuesOf,
    schema: async () => (await import("./edit-device-schema.ts")).schema,
    send: async ({ posture, ...values }, base) => {
      const { slug, version } = base;
      await update({ slug, version, ...values, posture: checksOf(posture, base) });
      onClose();
      return null;
    },
  });
  return (
    <Form
      form={edit.form}
      guard={false}
      onSubmit={edit.save}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            loading={edit.form.formState.isSubmitting}
            disabledReason={edit.blocked}
          >
            Save
          </Button>
        </>
      }
    >
      <TextField<Values> name="name" label="Name" />
      <SelectField<Values>
        name="platform"
        label="Platform"
        options={Object.entries(platformWords).map(([value, label]) => ({ value, label }))}
      />
      <SelectField<Values>
        name="trust"
        label="Trust"
        options={[
          {
            value: "registered",
            label: deviceTrustWords.registered,
            description: "Known, no more",
          },
          { value: "compliant", label: deviceTrustWords.compliant, description: "Meets the rules" },
          {
            value: "managed",
            label: deviceTrustWords.managed,
            description: "Run by the organization",
          },
        ]}
      />
      <TextArea<Values>
        name="posture"
        label="Posture"
        code
        optional
        help={`One check a line, like disk-encryption: true or os.version: "14.2" (versions in quotes).`}
      />
      <LazyEditConflict conflict={edit.conflict} words={words} />
    </Form>
  );
}

/** What is typed has no end of its own: a check keeps the one that it had. */
function checksOf(posture: z.output<typeof schema>["posture"], { posture: known }: DeviceDetail) {
  return Object.fromEntries(
    Object.entries(posture).map(([check, value]) => [
      check,
      {
        value: Array.isArray(value) ? value.join(",") : value,
        notAfter: known[check]?.notAfter ?? null,
      },
    ]),
  );
}
