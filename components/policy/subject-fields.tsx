"use client";
import { NameList } from "./name-list.tsx";
import { PathCheck, PathList } from "./path-fields.tsx";
import { usePolicyForm, textAt } from "./policy-form-context.ts";
import { Card } from "#components/ui/card.tsx";
import { FieldError } from "#components/form/field.tsx";

const kinds = ["user", "workload", "anonymous"].map((value) => ({ value, label: value }));

/** Who the policy is about: any of these. */
export function SubjectFields() {
  const { value, problemAt } = usePolicyForm();
  const forbids = textAt(value, ["effect"]) === "forbid";
  return (
    <Card
      title="Who"
      description={
        forbids
          ? "Any of these. Nobody named is everybody."
          : "Any of these. A permit must name somebody."
      }
    >
      <div className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <NameList path={["subjects", "roles"]} label="Roles" optional kind="roles" />
          <NameList path={["subjects", "users"]} label="Users" optional kind="users" />
          <PathList
            path={["subjects", "groups"]}
            label="Groups"
            optional
            placeholder="Type a group"
          />
          <PathList
            path={["subjects", "workloads"]}
            label="Workloads"
            optional
            placeholder="Type a workload"
          />
        </div>
        <div className="space-y-1">
          <PathCheck
            path={["subjects", "authenticated"]}
            label="Every known caller"
            help="Anybody who is signed in, user or workload."
          />
          <PathCheck
            path={["subjects", "everybody"]}
            label="Everybody"
            help="Also callers who are not signed in."
          />
        </div>
        <PathList
          path={["subjects", "kinds"]}
          label="Only these kinds of callers"
          optional
          free={false}
          options={kinds}
          help="Narrows the above; alone it names nobody."
        />
        <FieldError id="subjects-problem" message={problemAt(["subjects"])} />
      </div>
    </Card>
  );
}
