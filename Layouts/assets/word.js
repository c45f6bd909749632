// Writes a Word document: a zip of stored XML files with real headings, links, a title and a language.
const wordDocument = (() => {
  // XML 1.0 has no control characters, and text from readers may hold any.
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escape = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => escapes[character]);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const packageRelation = `${packages}/relationships`;
  const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const style = (id, name, paragraph, run) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${
      id === "Normal" ? "" : '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'}<w:qFormat/><w:pPr>${
      paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  const heading = (level, size, before) => style(`Heading${level}`, `heading ${level}`,
    `<w:keepNext/><w:spacing w:before="${before}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
    `<w:b/><w:sz w:val="${size}"/>`);
  const styles = `${head}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>${
    style("Normal", "Normal", '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>', "")
      .replace("<w:style ", '<w:style w:default="1" ')}${
    style("Title", "Title", '<w:spacing w:after="160"/>', '<w:b/><w:sz w:val="40"/>')}${
    heading(1, 32, 360)}${heading(2, 26, 280)}${heading(3, 22, 160)}${
    style("Quote", "Quote", '<w:ind w:left="400"/>', "")}<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr></w:style></w:styles>`;

  /**
   * paragraphs: { style, runs }, with style Title, Heading1 to Heading3, Quote or none, and runs { text, url, bold }.
   * A paragraph without text is left out.
   */
  function parts(title, paragraphs) {
    const links = [];
    const run = ({ text, url, bold }) => {
      const content = (properties) => `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;
      if (!/^https?:/.test(url ?? "")) return content(bold ? "<w:b/>" : "");
      links.push(url);
      return `<w:hyperlink r:id="link${links.length}">${content('<w:rStyle w:val="Hyperlink"/>')}</w:hyperlink>`;
    };
    const body = paragraphs.filter(({ runs }) => runs.some(({ text }) => text.trim()))
      .map(({ style, runs }) => `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}${runs.map(run).join("")}</w:p>`)
      .join("");
    const document = `${head}<w:document xmlns:w="${main}" xmlns:r="${relation}"><w:body>${body}<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`;
    const now = new Date().toISOString().slice(0, 19) + "Z";
    const relationships = (list) => `${head}<Relationships xmlns="${packageRelation}">${list.map(([id, type, target, mode = ""]) =>
      `<Relationship Id="${id}" Type="${type}" Target="${escape(target)}"${mode}/>`).join("")}</Relationships>`;
    return {
      "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
      "_rels/.rels": relationships([
        ["document", `${relation}/officeDocument`, "word/document.xml"],
        ["core", `${packageRelation}/metadata/core-properties`, "docProps/core.xml"],
      ]),
      "word/document.xml": document,
      "word/styles.xml": styles,
      "word/_rels/document.xml.rels": relationships([
        ["styles", `${relation}/styles`, "styles.xml"],
        ...links.map((url, index) => [`link${index + 1}`, `${relation}/hyperlink`, url, ' TargetMode="External"']),
      ]),
      "docProps/core.xml": `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title><dc:language>en-US</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${now}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${now}</dcterms:modified></cp:coreProperties>`,
    };
  }

  const table = Uint32Array.from({ length: 256 }, (_, number) => {
    for (let bit = 0; bit < 8; bit += 1) number = number & 1 ? 0xedb88320 ^ (number >>> 1) : number >>> 1;
    return number;
  });
  const checksum = (bytes) => ~bytes.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

  // A zip without compression: each file behind its header, then the directory. Numbers are little-endian.
  function zip(files) {
    const encoder = new TextEncoder();
    const numbers = (...pairs) => Uint8Array.from(pairs.flatMap(([value, size]) =>
      Array.from({ length: size }, (_, position) => (value >>> (8 * position)) & 255)));
    const pieces = [];
    const directory = [];
    let offset = 0;
    const add = (list, ...chunks) => {
      list.push(...chunks);
      return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    };
    for (const [path, text] of Object.entries(files)) {
      const name = encoder.encode(path);
      const bytes = encoder.encode(text);
      // Version 2.0, names in UTF-8, stored, January 1, 1980: a file's own date would only differ from run to run.
      const shared = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [33, 2], [checksum(bytes), 4], [bytes.length, 4],
        [bytes.length, 4], [name.length, 2], [0, 2]];
      directory.push(numbers([0x02014b50, 4], [20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
      offset += add(pieces, numbers([0x04034b50, 4], ...shared), name, bytes);
    }
    const size = directory.reduce((sum, piece) => sum + piece.length, 0);
    const count = Object.keys(files).length;
    const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
    return new Blob([...pieces, ...directory, end]);
  }

  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return { type, make: (title, paragraphs) => zip(parts(title, paragraphs)) };
})();
