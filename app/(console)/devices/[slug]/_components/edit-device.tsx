"use client";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import type { schema } from "./edit-device-schema.ts";
import { checkedBy } from "#components/form/checked-by.ts";
import { useCall } from "#components/data/use-call.ts";
import { Form } from "#components/form/form.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextArea } from "#components/form/text-area.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { attributesText } from "#components/identity/attributes-text.ts";
import { deviceTrustWords, platformWords } from "#components/identity/device-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { devices, type DeviceDetail } from "#calls/devices";

type Values = z.input<typeof schema>;

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
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: checkedBy(async () => (await import("./edit-device-schema.ts")).schema),
    defaultValues: {
      name: device.name,
      platform: device.platform,
      trust: device.trust,
      posture: attributesText(
        Object.fromEntries(
          Object.entries(device.posture).map(([check, { value }]) => [check, value]),
        ),
      ),
    },
  });
  return (
    <Form
      form={form}
      guard={false}
      onSubmit={async ({ posture, ...values }) => {
        const checks = Object.fromEntries(
          Object.entries(posture).map(([check, value]) => [
            check,
            {
              value: Array.isArray(value) ? value.join(",") : value,
              notAfter: device.posture[check]?.notAfter ?? null,
            },
          ]),
        );
        await update({ slug: device.slug, version: device.version, ...values, posture: checks });
        onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
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
    </Form>
  );
}
