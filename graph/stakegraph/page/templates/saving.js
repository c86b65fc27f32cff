// Offers a file to the reader, named after the page.
function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type }));
  link.download = `${document.title.replace(/[^\p{L}\p{N} ._-]+/gu, "").trim().slice(0, 80) || "page"}.${name}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A cell that begins like a formula would be run by a spreadsheet.
const field = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
function saveCsv(rows) {
  save("csv", `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`, "text/csv");
}
