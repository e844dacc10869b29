import { config } from "zod/v4/core";

export { zodResolver } from "@hookform/resolvers/zod";

// zod would compile schemas with `new Function`, which the CSP forbids.
config({ jitless: true });
