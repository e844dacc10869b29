/** `.rego` files are imported as text; the bundler and the test runner see to it. */
declare module "*.rego" {
  const text: string;
  export default text;
}
