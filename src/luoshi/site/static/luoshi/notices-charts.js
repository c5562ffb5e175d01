"use strict";

// Charts: figures over the years, bars of places, and the map. The same figures stand in a table
// beside each.

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const LIGHTS = {
  met: "#2e9468", on_track: "#3f7cc4", at_risk: "#e08a2b", breached: "#c8443b",
  no_data: "#9a93ad", nothing_due: "#d5dbe1", not_due: "#c3cbd4", not_applicable: "#dfe3e8",
};
const SHARES = ["#c8443b", "#e08a2b", "#e9cd6b", "#8fc3a6", "#2e9468"];
const DASHES = "path://M0,0h7v3h-7zM9,0h7v3h-7zM18,0h7v3h-7z";
const FONT = getComputedStyle(document.body).fontFamily;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const read = (id) => JSON.parse(document.getElementById(id).textContent);

function chartOn(element) {
  const there = echarts.getInstanceByDom(element);
  if (there) return there;
  const chart = echarts.init(element, null, { renderer: "svg" });
  new ResizeObserver(() => hasRoom(element) && chart.resize()).observe(element);
  return chart;
}

// A map drawn where there is no room, as while style sheets are still coming, is an error.
const hasRoom = (element) => element.clientWidth > 0 && element.clientHeight > 0;

const room = (element) => new Promise((found) => {
  new ResizeObserver((_, observer) => {
    if (!hasRoom(element)) return;
    observer.disconnect();
    found();
  }).observe(element);
});

function line(name, values, look) {
  return {
    name, type: "line", data: values, symbol: "circle", symbolSize: 6, connectNulls: false,
    animation: !still, emphasis: { focus: "series" }, ...look,
  };
}

function trendSeries(data) {
  const many = data.series.length > 1;
  const thin = { lineStyle: { width: 1.25, color: "#a9b4c0" }, itemStyle: { color: "#a9b4c0" }, symbolSize: 4,
    emphasis: { focus: "series", lineStyle: { width: 2.5, color: colour("--ink") }, itemStyle: { color: colour("--ink") }, label: { show: true, formatter: "{a}", position: "top" } } };
  const strong = { lineStyle: { width: 2.5, color: colour("--blue") }, itemStyle: { color: colour("--blue") } };
  const drawn = data.series.map((one) => line(one.name, one.values, many ? thin : strong));
  if (data.mean.length) {
    const look = many ? strong : { ...thin, lineStyle: { width: 1.5, color: "#7a8794" }, itemStyle: { color: "#7a8794" } };
    drawn.push(line("平均", data.mean, { ...look, z: 3 }));
  }
  for (const { name, values } of data.bounds) {
    drawn.push(line(name, values, { symbol: "none", lineStyle: { width: 1.5, type: "dashed", color: colour("--red") }, itemStyle: { color: colour("--red") } }));
  }
  if (data.change && drawn.length) {
    drawn[0].markLine = {
      silent: true, symbol: "none", data: [{ xAxis: data.change }],
      lineStyle: { color: colour("--ink-soft"), type: "dotted" }, label: { formatter: "新文件" },
    };
  }
  return drawn;
}

// Lines of many places are told by pointing at them; the legend names the others.
function legendOf(data, series) {
  const places = data.series.length > 1 ? data.series.map((one) => one.name) : [];
  return series
    .filter((one) => !places.includes(one.name))
    .map((one) => ({ name: one.name, icon: one.lineStyle.type === "dashed" ? DASHES : "roundRect" }));
}

function drawTrend(element) {
  const data = read(element.dataset.trend);
  const series = trendSeries(data);
  chartOn(element).setOption({
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 24, top: 44, bottom: 8, containLabel: true },
    legend: { data: legendOf(data, series), top: 0, right: 8, itemHeight: 3 },
    tooltip: { trigger: "axis", confine: true, valueFormatter: (value) => (value == null ? "—" : `${value} ${data.unit}`) },
    xAxis: { type: "category", data: data.periods, boundaryGap: true, axisTick: { show: false } },
    yAxis: { type: "value", name: data.unit, nameTextStyle: { align: "left" }, scale: true, splitLine: { lineStyle: { color: "#eceff2" } } },
    series,
  });
}

// One bar a place, in the table's order; those outside their bounds are marked, not only coloured.
function drawBars(element) {
  const data = read(element.dataset.bars);
  element.style.height = `${Math.max(data.names.length * 26 + 48, 160)}px`;
  chartOn(element).setOption({
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 72, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, valueFormatter: (value, dataIndex) => data.texts[dataIndex] },
    xAxis: { type: "value", splitLine: { lineStyle: { color: "#eceff2" } } },
    yAxis: { type: "category", data: data.names, inverse: true, axisTick: { show: false }, axisLabel: { color: colour("--ink"), interval: 0 } },
    series: [{
      type: "bar", barMaxWidth: 14, animation: !still,
      data: data.values.map((value, i) => ({ value, itemStyle: { color: data.off[i] ? colour("--red") : colour("--blue") } })),
      label: { show: true, position: "right", color: colour("--ink-soft"), formatter: ({ dataIndex }) => `${data.off[dataIndex] ? "▲ " : ""}${data.texts[dataIndex]}` },
    }],
  });
}

function shareColour(percent) {
  if (percent === null) return LIGHTS.not_applicable;
  return SHARES[Math.min(Math.floor(percent / 20), SHARES.length - 1)];
}

function region(place) {
  const byShare = place.status === null;
  const area = place.colour ?? (byShare ? shareColour(place.percent) : LIGHTS[place.status]);
  const said = place.said ?? (byShare ? (place.percent === null ? "" : `${place.percent}%`) : place.label);
  const dark = ["#c8443b", "#2e9468", "#3f7cc4", "#b2473e", "#2f6db0"].includes(area);
  return {
    name: place.code, value: place.percent ?? 0, title: place.name, said, reason: place.reason,
    itemStyle: { areaColor: area },
    label: { color: dark ? "#fff" : "#1d2733", textBorderColor: dark ? "rgba(0,0,0,.35)" : "rgba(255,255,255,.7)", textBorderWidth: 2 },
  };
}

function tip({ data }) {
  const box = document.createElement("div");
  box.className = "map-tip";
  const head = document.createElement("b");
  head.textContent = `${data.title}　${data.said || "不在你的范围内"}`;
  box.append(head);
  if (data.reason) {
    const words = document.createElement("p");
    words.textContent = data.reason;
    box.append(words);
  }
  return box;
}

function legend(places) {
  const banded = places.filter((place) => place.band);
  if (banded.length) return legendOfItems([...new Map(banded.map((place) => [place.band, { area: place.colour, words: place.band }])).values()]);
  const byShare = places.every((place) => place.status === null);
  const items = byShare
    ? SHARES.map((area, i) => ({ area, words: `${i * 20}%～${i === 4 ? 100 : i * 20 + 19}%` }))
    : [...new Map(places.filter((p) => p.status).map((p) => [p.status, { area: LIGHTS[p.status], words: p.label }])).values()];
  return legendOfItems(items);
}

function legendOfItems(items) {
  return items.flatMap((item, i) => [
    { type: "rect", left: 12, bottom: 14 + i * 22, shape: { width: 18, height: 13, r: 2 }, style: { fill: item.area, stroke: "#8a96a3", lineWidth: 0.5 } },
    { type: "text", left: 38, bottom: 13 + i * 22, style: { text: item.words, font: `13px ${FONT}`, fill: "#1d2733" } },
  ]);
}

function mapCredit() {
  const words = document.getElementById("map-credit").textContent.replace(/\s+/g, " ").trim();
  return { type: "text", right: 8, bottom: 4, style: { text: words, font: `11px ${FONT}`, fill: "#566373" } };
}

async function drawMap(element) {
  const places = read(element.dataset.map);
  if (!echarts.getMap("counties")) {
    const answer = await fetch(element.dataset.shapes);
    if (!answer.ok) return tell("地图没有取到，请刷新页面再试；数字见右表。");
    const shapes = await answer.json();
    // The file says where each name stands best; ECharts reads it as cp.
    for (const { properties } of shapes.features) properties.cp = properties.label;
    echarts.registerMap("counties", shapes);
  }
  await room(element);
  chartOn(element).setOption({
    textStyle: { fontFamily: FONT },
    tooltip: { trigger: "item", confine: true, formatter: tip, extraCssText: "max-width:20rem;white-space:normal" },
    graphic: legend(places),
    series: [{
      type: "map", map: "counties", nameProperty: "code", roam: false, animation: false, selectedMode: false,
      layoutCenter: ["52%", "50%"], layoutSize: "97%", aspectScale: 0.8,
      itemStyle: { borderColor: "#fff", borderWidth: 1.25 },
      label: { show: true, fontSize: 11, lineHeight: 14, formatter: ({ data }) => (data ? `${data.title}\n${data.said}` : "") },
      labelLayout: { hideOverlap: true },
      emphasis: { label: { show: true }, itemStyle: { areaColor: "inherit", borderColor: "#1d2733", borderWidth: 2 } },
      data: places.map(region),
    }],
  });
}

function draw(root) {
  for (const element of root.querySelectorAll("[data-trend]")) drawTrend(element);
  for (const element of root.querySelectorAll("[data-bars]")) drawBars(element);
  for (const element of root.querySelectorAll("[data-map]")) drawMap(element);
}

// A picture carries its source; the screen shows it below the map.
function savePicture(button) {
  const element = document.querySelector("[data-map]");
  const shown = echarts.getInstanceByDom(element);
  const sheet = document.createElement("div");
  sheet.style.cssText = "position:absolute;left:-9999px;width:1000px;height:1240px";
  document.body.append(sheet);
  const copy = echarts.init(sheet, null, { renderer: "canvas" });
  const options = shown.getOption();
  const [title, day] = button.dataset.mapPicture.split("_");
  copy.setOption({ ...options, animation: false, tooltip: { show: false },
    title: { text: title, subtext: day, left: "center", top: 16, textStyle: { fontSize: 22, width: 900, overflow: "break" } },
    graphic: [...legend(read(element.dataset.map)), mapCredit()],
    series: options.series.map((one) => ({ ...one, animation: false })) });
  const link = document.createElement("a");
  link.href = copy.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#fff" });
  link.download = `${button.dataset.mapPicture}.png`;
  link.click();
  copy.dispose();
  sheet.remove();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-map-picture]");
  if (button) savePicture(button);
});

draw(document);
document.addEventListener("htmx:beforeSwap", (event) => {
  for (const element of event.target.querySelectorAll("[data-trend], [data-bars], [data-map]")) {
    echarts.getInstanceByDom(element)?.dispose();
  }
});
document.addEventListener("htmx:afterSwap", () => draw(document));
document.addEventListener("htmx:historyRestore", () => draw(document));
