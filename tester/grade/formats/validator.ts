/** For tests: JSON held against a JSON Schema. */
import Ajv from "ajv/dist/2020";

/** What is wrong with a text, as ajv words it; nothing if it is valid. */
export function validatorOf(schema: object): (text: string) => string[] {
  const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(
    schema,
  );
  return (text) => {
    validate(JSON.parse(text));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
