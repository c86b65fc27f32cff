// The library that draws is packed, so that the page is small; the policy of the page lets no other be run.
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  script.remove();
}

// In a browser too old to unpack it, the still picture and the tables stay.
if (!("DecompressionStream" in window)) { document.documentElement.classList.remove("scripted"); return; }
await unpack(document.getElementById("sg-library").textContent);
