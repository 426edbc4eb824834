/** Where a file of a conversation is to be had. */
export function fileAddress(conversation: string, file: string): string {
  return `/api/conversations/${encodeURIComponent(conversation)}/files/${encodeURIComponent(file)}`;
}
