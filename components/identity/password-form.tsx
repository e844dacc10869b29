"use client";
import { useId, useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

type Props = {
  readonly action: string;
  readonly busy: boolean;
  /** Null: the address is known already. */
  readonly email: string | null;
  readonly isNew: boolean;
  readonly onSubmit: (email: string, password: string) => void;
};

/** Only for browsers without WebAuthn, and only until there is a passkey. */
export function PasswordForm({ action, busy, email, isNew, onSubmit }: Props) {
  const ids = { email: useId(), password: useId() };
  const [given, setGiven] = useState(email ?? "");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(given, password);
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      {email === null ? (
        <div className="space-y-1">
          <label htmlFor={ids.email} className="text-sm font-medium">
            E-mail address
          </label>
          <Input
            id={ids.email}
            type="email"
            required
            autoComplete="username"
            value={given}
            onChange={(event) => setGiven(event.target.value)}
          />
        </div>
      ) : null}
      <div className="space-y-1">
        <label htmlFor={ids.password} className="text-sm font-medium">
          Password
        </label>
        <Input
          id={ids.password}
          type="password"
          required
          autoComplete={isNew ? "new-password" : "current-password"}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {isNew ? (
          <p className="text-xs text-muted">
            At least 15 characters. It ends as soon as you have a passkey.
          </p>
        ) : null}
      </div>
      <Button type="submit" variant="primary" loading={busy} className="w-full">
        {action}
      </Button>
    </form>
  );
}
