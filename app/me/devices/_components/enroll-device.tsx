"use client";
import { Laptop, Terminal } from "lucide-react";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { agentName, platformOf } from "#components/identity/agent-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { enrollmentProof } from "#lib/client/key-proof.ts";
import { newStoredDeviceKey } from "#lib/client/stored-device-key.ts";
import { devices } from "#calls/devices";

/** Two ways to enroll, one protocol: a one-time code, signed by the device's own key. */
export function EnrollDevice() {
  const toast = useToast();
  const createCode = useCall(devices.createEnrollmentCode);
  const enroll = useCall(devices.enroll);
  const [busy, setBusy] = useState<"browser" | "computer" | null>(null);
  const [command, setCommand] = useState<string | null>(null);

  const run = async (which: "browser" | "computer", work: () => Promise<void>) => {
    setBusy(which);
    try {
      await work();
    } catch (error) {
      toast.error("Not enrolled", error instanceof Error ? error.message : "");
    }
    setBusy(null);
  };
  const enrollBrowser = async () => {
    const { code } = await createCode({});
    const key = await newStoredDeviceKey();
    const agent = navigator.userAgent;
    const made = await enroll({
      code,
      name: agentName(agent),
      platform: platformOf(agent),
      publicJwk: key.publicJwk,
      proof: await enrollmentProof(key, code, window.location.origin),
    });
    toast.success(`${made.name} is enrolled`, "It waits for an administrator's approval.");
  };
  const makeCommand = async () => {
    const { code } = await createCode({});
    setCommand(`sallyport device enroll --console ${window.location.origin} --code ${code}`);
  };
  return (
    <Card title="Enroll a device">
      <div className="space-y-4">
        <div className="flex flex-wrap gap-2">
          <Button
            icon={<Laptop aria-hidden className="size-4" />}
            loading={busy === "browser"}
            onClick={() => void run("browser", enrollBrowser)}
          >
            Enroll this browser
          </Button>
          <Button
            icon={<Terminal aria-hidden className="size-4" />}
            loading={busy === "computer"}
            onClick={() => void run("computer", makeCommand)}
          >
            Enroll a computer
          </Button>
        </div>
        {command ? (
          <Callout title="Run this on the computer within ten minutes" live>
            <div className="mt-2 space-y-2">
              <CodeBlock title="Shell" code={command} wrap />
              <p className="text-sm">
                It makes a key there, keeps it in a file that only you can read, and proves that it
                holds it. The code works once.
              </p>
            </div>
          </Callout>
        ) : null}
      </div>
    </Card>
  );
}
