/// The page's program, in the order in which its parts build on each other.
enum PageScript {
    static let all = [data, texts, view, paint, panels, cross, input, tables, start].joined()

    /// What the page is given, as typed arrays.
    static let data = #"""
        const given = JSON.parse(document.getElementById("data").textContent);
        const isEmpty = given.span === null;
        const base = isEmpty ? 0 : given.span[0][0];
        const seconds = time => (time[0] - base) + time[1] / 1e9;

        /* Undoes the coding of columns: changes in numbers of seven bits a byte. */
        function columns(part, width) {
          const text = atob(part.code), length = text.length;
          const bytes = new Uint8Array(length);
          for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
          const count = part.count;
          const result = {
            count, at: new Float64Array(count), second: new Float64Array(count),
            nano: new Uint32Array(count), values: [], exact: null };
          for (let c = 0; c < width; c++) result.values.push(new Float64Array(count));
          return part.wide ? readWide(result, bytes, width) : readPlain(result, bytes, width);
        }

        function readPlain(result, bytes, width) {
          let place = 0;
          const next = () => {
            let byte = bytes[place++];
            if (byte < 128) return byte;
            let sum = byte & 127, weight = 128;
            do {
              byte = bytes[place++];
              sum += (byte & 127) * weight;
              weight *= 128;
            } while (byte >= 128);
            return sum;
          };
          const change = () => {
            const code = next();
            return code % 2 === 0 ? code / 2 : -(code + 1) / 2;
          };
          const now = new Float64Array(width), values = result.values;
          let second = 0;
          for (let i = 0; i < result.count; i++) {
            second += change();
            setTime(result, i, second, next());
            for (let c = 0; c < width; c++) values[c][i] = now[c] += change();
          }
          return result;
        }

        /* The same for numbers beyond the exact whole numbers of a double. */
        function readWide(result, bytes, width) {
          let place = 0;
          const next = () => {
            let sum = 0n, shift = 0n, byte;
            do {
              byte = bytes[place++];
              sum |= BigInt(byte & 127) << shift;
              shift += 7n;
            } while (byte >= 128);
            return sum;
          };
          const change = () => {
            const code = next();
            return code & 1n ? -((code + 1n) >> 1n) : code >> 1n;
          };
          const now = new Array(width).fill(0n);
          result.exact = result.values.map(() => new BigInt64Array(result.count));
          let second = 0;
          for (let i = 0; i < result.count; i++) {
            second += Number(change());
            setTime(result, i, second, Number(next()));
            for (let c = 0; c < width; c++) {
              now[c] += change();
              result.exact[c][i] = now[c];
              result.values[c][i] = Number(now[c]);
            }
          }
          return result;
        }

        /* Records a little out of order are drawn in order; their texts stay true. */
        function setTime(result, i, second, nano) {
          result.second[i] = second;
          result.nano[i] = nano;
          const at = (second - base) + nano / 1e9;
          result.at[i] = i > 0 && at < result.at[i - 1] ? result.at[i - 1] : at;
        }

        const quotes = columns(given.quotes, 4), trades = columns(given.trades, 2);
        const bars = columns(given.bars, 5);
        const [bid, ask] = quotes.values;
        const spread = bid.map((value, i) => ask[i] - value);
        const windowSeconds = given.windowMs / 1000;
        const windows = given.windows.map(row => ({
          time: row[0], at: seconds(row[0]), z: row[1], flow: row[2], mean: row[3],
          deviation: row[4], events: row[5] }));
        const gaps = given.gaps.map(row => ({
          kind: "gap", from: seconds(row[0]), until: seconds(row[1]), time: row[0],
          end: row[1], open: row[2], missing: row[3] }));
        const verdicts = given.verdicts.map(row => ({
          kind: row[0], time: row[1], at: row[1] && seconds(row[1]), reason: row[2],
          detail: row[3], place: row[4] }));
        const sessions = given.sessions.map(row => ({
          date: row[0], open: seconds(row[1]), close: seconds(row[2]) }));

        """#
}
