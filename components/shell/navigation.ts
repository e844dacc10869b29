import {
  Activity,
  FileCheck,
  ShieldCheck,
  Gauge,
  Laptop,
  Rocket,
  ScrollText,
  Server,
  Settings,
  Users,
  type LucideIcon,
} from "lucide-react";
import { paths } from "#lib/client/paths.ts";

export type NavigationEntry = {
  readonly key: string;
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Who lacks it does not see the entry; the verbs refuse on their own. */
  readonly permission: string;
};

/** In the order of the work; a group is a little apart from the next. */
export const navigation: readonly (readonly NavigationEntry[])[] = [
  [
    {
      key: "overview",
      label: "Overview",
      href: paths.overview(),
      icon: Gauge,
      permission: "overview:read",
    },
  ],
  [
    { key: "apis", label: "APIs", href: paths.apis(), icon: Server, permission: "apis:read" },
    {
      key: "policies",
      label: "Policies",
      href: paths.policies(),
      icon: FileCheck,
      permission: "policies:read",
    },
    {
      key: "releases",
      label: "Releases",
      href: paths.releases(),
      icon: Rocket,
      permission: "releases:read",
    },
  ],
  [
    {
      key: "people",
      label: "People",
      href: paths.people(),
      icon: Users,
      permission: "people:read",
    },
    {
      key: "devices",
      label: "Devices",
      href: paths.devices(),
      icon: Laptop,
      permission: "devices:read",
    },
  ],
  [
    {
      key: "enforcers",
      label: "Enforcers",
      href: paths.enforcers(),
      icon: ShieldCheck,
      permission: "enforcers:read",
    },
    {
      key: "decisions",
      label: "Decisions",
      href: paths.decisions(),
      icon: Activity,
      permission: "decisions:read",
    },
  ],
  [
    {
      key: "audit",
      label: "Audit",
      href: paths.audit(),
      icon: ScrollText,
      permission: "audit:read",
    },
    {
      key: "settings",
      label: "Settings",
      href: paths.settings(),
      icon: Settings,
      permission: "settings:read",
    },
  ],
];
