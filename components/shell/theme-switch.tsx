"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";

/** Light, dark, or as the system has it. The picture follows the page's class, so that it is right before scripts run. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const picture = (
    <>
      <Sun aria-hidden className="size-4 dark:hidden" />
      <Moon aria-hidden className="hidden size-4 dark:block" />
    </>
  );
  const choice = (value: string, label: string, Icon: typeof Sun) =>
    ({
      kind: "choice",
      label,
      icon: <Icon aria-hidden />,
      checked: theme === value,
      onSelect: () => setTheme(value),
    }) as const;
  return (
    <Menu
      trigger={<IconButton label="Theme" icon={picture} />}
      items={[
        choice("light", "Light", Sun),
        choice("dark", "Dark", Moon),
        choice("system", "As the system", Monitor),
      ]}
    />
  );
}
