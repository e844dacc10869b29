import protobuf from "protobufjs";

/**
 * The part of Envoy's ext_authz v3 that both sides use here, with the numbers of Envoy's own definitions: written and
 * read by another implementation of protobuf than the enforcer's.
 */
const { root } = protobuf.parse(
  `
syntax = "proto3";
message CheckRequest { AttributeContext attributes = 1; }
message AttributeContext { Peer source = 1; Peer destination = 2; Request request = 4; map<string, string> context_extensions = 10; }
message Peer { Address address = 1; string service = 2; map<string, string> labels = 3; string principal = 4; string certificate = 5; }
message Address { SocketAddress socket_address = 1; }
message SocketAddress { int32 protocol = 1; string address = 2; uint32 port_value = 3; }
message Request { Timestamp time = 1; HttpRequest http = 2; }
message Timestamp { int64 seconds = 1; int32 nanos = 2; }
message HttpRequest {
  string id = 1; string method = 2; map<string, string> headers = 3; string path = 4; string host = 5; string scheme = 6;
  string query = 7; string fragment = 8; int64 size = 9; string protocol = 10; string body = 11; bytes raw_body = 12;
  HeaderMap header_map = 13;
}
message HeaderMap { repeated HeaderValue headers = 1; }
message HeaderValue { string key = 1; string value = 2; bytes raw_value = 3; }
message CheckResponse { Status status = 1; DeniedHttpResponse denied_response = 2; OkHttpResponse ok_response = 3; }
message Status { int32 code = 1; string message = 2; }
message HttpStatus { int32 code = 1; }
message HeaderValueOption { HeaderValue header = 1; int32 append_action = 3; }
message DeniedHttpResponse { HttpStatus status = 1; repeated HeaderValueOption headers = 2; string body = 3; }
message OkHttpResponse { repeated HeaderValueOption headers = 2; repeated string headers_to_remove = 5; }
`,
  { keepCase: true },
);

const request = root.lookupType("CheckRequest");
const response = root.lookupType("CheckResponse");

export const encodeCheckRequest = (value: object): Buffer =>
  Buffer.from(request.encode(request.fromObject(value)).finish());

export const decodeCheckResponse = (bytes: Uint8Array): CheckResponse =>
  response.toObject(response.decode(bytes));

type Option = {
  readonly header: { readonly key: string; readonly value: string };
  readonly append_action?: number;
};

export type CheckResponse = {
  readonly status?: { readonly code?: number };
  readonly denied_response?: {
    readonly status: { readonly code: number };
    readonly headers?: readonly Option[];
    readonly body?: string;
  };
  readonly ok_response?: {
    readonly headers?: readonly Option[];
    readonly headers_to_remove?: readonly string[];
  };
};
