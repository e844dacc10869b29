export declare function findNginx(): string | undefined;
export declare function findCaddy(): string | undefined;
export declare function findHaproxy(): string | undefined;
export declare function findOpa(): string | undefined;
export declare function findChromium(): Promise<string | undefined>;
